// The desks by keyboard, and what was half written. Every control is a link, a button or a field of its own: nothing here decides.

// A key is a place on the keyboard (KeyA), so that it works with an Arabic layout as well.
const free = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea");
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("input, select, textarea")) return event.target.blur();
  if (!free(event)) return;
  const list = [...document.querySelectorAll("[data-list] > [tabindex]")];
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (list.length && step) {
    const at = list.indexOf(document.activeElement?.closest("[data-list] > [tabindex]"));
    return list[Math.min(list.length - 1, Math.max(0, at + step))].focus();
  }
  const inside = document.activeElement?.closest("[data-list] > [tabindex]");
  const control = (inside ?? document).querySelector(`[data-key="${event.code}"]`);
  if (!control || event.shiftKey) return;
  event.preventDefault(); // the letter must not land in the field it leads to
  const folded = control.closest("details");
  if (folded) folded.open = true;
  control.matches("input, select") ? control.focus() : control.click();
});

// A form that was sent is not sent again: a key held down must not decide twice.
addEventListener("submit", (event) => {
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// Words half written survive a reload and a closed window; sending the form, or taking the words away, forgets them.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const name = `musnad draft ${form.dataset.draft}`;
  const fields = ["note", "value", "other"].map((one) => form.elements[one]).filter((one) => one instanceof HTMLInputElement);
  const kept = JSON.parse(localStorage.getItem(name) ?? "{}");
  for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
  form.addEventListener("input", () => {
    const words = Object.fromEntries(fields.filter((one) => one.value).map((one) => [one.name, one.value]));
    if (Object.keys(words).length) localStorage.setItem(name, JSON.stringify(words));
    else localStorage.removeItem(name);
  });
  form.addEventListener("submit", () => localStorage.removeItem(name));
}

// Where a mark would stand if it were moved, shown in the report beside.
const range = () => {
  const text = document.querySelector(".ground .at")?.closest(".text");
  const [start, end] = ["start", "end"].map((one) => document.querySelector(`select[data-span="${one}"]`));
  if (!text || !start || !end || !CSS.highlights) return;
  const words = [...start.options].slice(start.selectedIndex, end.selectedIndex + 1).length;
  const before = [...start.options].slice(0, start.selectedIndex).map((one) => one.text);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
  const whole = nodes.map((one) => one.data).join("");
  // The words stand in the line in this order: those before the first are passed over one by one.
  let from = 0;
  for (const word of before) from = Math.max(from, whole.indexOf(word, from) + word.length);
  from = whole.indexOf(start.selectedOptions[0].text, from);
  let to = from;
  for (const one of [...start.options].slice(start.selectedIndex, start.selectedIndex + words)) to = whole.indexOf(one.text, to) + one.text.length;
  if (from < 0 || to <= from) return CSS.highlights.delete("moved");
  const place = (offset) => {
    for (const node of nodes) {
      if (offset <= node.data.length) return [node, offset];
      offset -= node.data.length;
    }
    return [nodes.at(-1), nodes.at(-1).data.length];
  };
  const found = new Range();
  found.setStart(...place(from));
  found.setEnd(...place(to));
  CSS.highlights.set("moved", new Highlight(found));
};
document.querySelectorAll("select[data-span]").forEach((one) => one.addEventListener("change", range));
