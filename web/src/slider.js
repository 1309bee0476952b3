// The time slider: two handles laid over the two lists of a form. What has no evidence between them is put away at once.
// The handles are the browser's own: arrows, Home and End move them, and they run from right to left where the page does.

const spansOf = (text) => text.split(" ").filter(Boolean).map((one) => one.split("-").map(Number));

export const timeSlider = (box, changed) => {
  const [since, until] = box.querySelectorAll("select");
  const last = since.options.length - 1;
  const track = document.createElement("div");
  track.className = "slider";
  const [low, high] = [since, until].map((list) => {
    const handle = document.createElement("input");
    Object.assign(handle, { type: "range", min: 0, max: last, step: 1, value: list.selectedIndex });
    handle.setAttribute("aria-label", `${box.querySelector("legend").textContent}: ${list.parentElement.firstChild.textContent.trim()}`);
    track.append(handle);
    return handle;
  });
  box.querySelector(".steps").after(track);
  const show = () => {
    for (const [handle, list] of [[low, since], [high, until]]) {
      list.selectedIndex = handle.value;
      handle.setAttribute("aria-valuetext", list.options[handle.value].textContent);
    }
    track.style.setProperty("--low", low.value / last);
    track.style.setProperty("--high", high.value / last);
    box.querySelectorAll(".steps rect").forEach((bar, at) => bar.classList.toggle("off", at < low.value || at > high.value));
    const whole = Number(low.value) === 0 && Number(high.value) === last;
    changed(Number(since.selectedOptions[0].dataset.first), Number(until.selectedOptions[0].dataset.last), whole);
    const address = new URL(location.href);
    for (const list of [since, until]) whole ? address.searchParams.delete(list.name) : address.searchParams.set(list.name, list.value);
    history.replaceState(null, "", address);
  };
  // A handle stops at the other one.
  low.addEventListener("input", () => { low.value = Math.min(low.value, high.value); show(); });
  high.addEventListener("input", () => { high.value = Math.max(low.value, high.value); show(); });
  since.addEventListener("change", () => { low.value = since.selectedIndex; high.value = Math.max(low.value, high.value); show(); });
  until.addEventListener("change", () => { high.value = until.selectedIndex; low.value = Math.min(low.value, high.value); show(); });
  show();
  box.dataset.ready = "true";
};

export const within = (spans, first, last, whole) => whole || spans.some(([begins, ends]) => begins <= last && ends >= first);

const box = document.querySelector("form.filter fieldset.time");
if (box && !document.querySelector("canvas.whole")) {
  const dated = [...document.querySelectorAll("[data-when]")].map((one) => [one, spansOf(one.dataset.when)]);
  const drawn = dated.filter(([one]) => one.matches("svg .tie, svg .spot"));
  const nodes = [...document.querySelectorAll("[data-node]")];
  const said = box.querySelector("output");
  timeSlider(box, (first, last, whole) => {
    const near = new Set();
    let shown = 0;
    for (const [one, spans] of dated) {
      const held = within(spans, first, last, whole);
      one.classList.toggle("out", !held);
      if (held) one.dataset.ends?.split(" ").forEach((end) => near.add(end));
    }
    for (const [one] of drawn) shown += !one.classList.contains("out");
    if (nodes.length) nodes.forEach((one) => one.classList.toggle("out", !near.has(one.dataset.node)));
    said.textContent = box.dataset.shown.replace("{n}", shown).replace("{total}", drawn.length);
  });
}
