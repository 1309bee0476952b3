// Adding reports: files and folders dropped or chosen go in pieces that show how far they are; a running build moves by itself.
// Without this the form sends all at once and the page loads itself anew.

const PIECE = { files: 40, bytes: 12_000_000 };

const insideOf = async (entry, path = "") => {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file((file) => done({ file, name: path + file.name }), fail))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail)); // a hundred at most a call
    if (!some.length) return found;
    for (const one of some) found.push(...(await insideOf(one, `${path}${entry.name}/`)));
  }
};

const dropped = async (transfer) => {
  const plain = [...transfer.files].map((file) => ({ file, name: file.name }));
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return plain;
  return (await Promise.all(entries.map((entry) => insideOf(entry)))).flat();
};

const pieces = (given) => {
  const found = [[]];
  let bytes = 0;
  for (const one of given) {
    const last = found.at(-1);
    if (last.length && (last.length >= PIECE.files || bytes + one.file.size > PIECE.bytes)) {
      found.push([one]);
      bytes = one.file.size;
    } else {
      last.push(one);
      bytes += one.file.size;
    }
  }
  return found;
};

const send = async (form, given) => {
  if (!given.length) return;
  const limit = Number(form.dataset.limit);
  const large = given.filter((one) => one.file.size > limit);
  const fit = pieces(given.filter((one) => one.file.size <= limit));
  const bar = form.querySelector(".sending progress");
  const upload = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  form.querySelector(".sending").hidden = false;
  form.querySelector(".broken").hidden = true;
  form.querySelectorAll("input, button").forEach((one) => (one.disabled = true));
  try {
    for (const [at, piece] of fit.entries()) {
      const body = new FormData();
      body.set("upload", upload);
      if (at < fit.length - 1) body.set("more", "yes");
      if (at === 0) large.slice(0, 200).forEach((one) => body.append("too_large", one.name));
      piece.forEach((one) => body.append("files", one.file, one.name));
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      bar.value = (at + 1) / fit.length;
    }
    location.assign(form.action);
  } catch {
    form.querySelector(".sending").hidden = true;
    form.querySelector(".broken").hidden = false;
    form.querySelectorAll("input, button").forEach((one) => (one.disabled = false));
  }
};

const form = document.querySelector("form.adding");
if (form) {
  const target = form.querySelector(".drop");
  target.hidden = false;
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    target.classList.toggle("over", event.type === "dragover");
  };
  addEventListener("dragover", over);
  addEventListener("dragleave", over);
  addEventListener("drop", async (event) => {
    over(event);
    await send(form, await dropped(event.dataTransfer));
  });
  form.addEventListener("change", (event) => {
    const said = event.target.closest(".pick")?.querySelector("output"), files = [...(event.target.files ?? [])];
    if (said) said.textContent = files.length === 1 ? files[0].name : files.length ? said.dataset.picked.replace("{n}", files.length.toLocaleString("en")) : "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
    send(form, chosen.map((file) => ({ file, name: file.webkitRelativePath || file.name })));
  });
}

const follow = async () => {
  const build = document.getElementById("build");
  if (build?.dataset.running !== "yes") return;
  try {
    const answer = await fetch(build.dataset.poll);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("build");
    if (fresh?.dataset.running === "no") return location.reload();
    // A button that has the focus stays as it is: only what moves is put in anew.
    const held = build.contains(document.activeElement);
    if (fresh && !held) build.replaceWith(fresh);
    else if (fresh) for (const what of ["p", "progress"]) build.querySelectorAll(what).forEach((one, at) => one.replaceWith(fresh.querySelectorAll(what)[at] ?? one));
  } catch { /* the server is busy or gone: the next look tells */ }
  setTimeout(follow, 1000);
};
setTimeout(follow, 600);
