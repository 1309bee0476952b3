// Every page is whole without this: it only lights up what belongs together and opens the note that a click leads to.
import "./adding.js";
import "./slider.js";

const lit = (id, on) => {
  const pieces = [document.getElementById(id), ...document.querySelectorAll(`[data-of="${id}"], [data-for="${id}"]`)];
  pieces.forEach((piece) => piece?.classList.toggle("lit", on));
};

const annotationOf = (element) => {
  const found = element.closest?.(".mark[id], .mark[data-of], .note[data-for]");
  return found && (found.dataset.for ?? found.dataset.of ?? found.id);
};

let last = null;
const follow = (event) => {
  const id = annotationOf(event.target);
  if (id === last) return;
  if (last) lit(last, false);
  if (id) lit(id, true);
  last = id;
};

const openTarget = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let around = target?.closest?.("details"); around; around = around.parentElement.closest("details")) around.open = true;
};

// The review desk by keyboard: j and k move, a accepts, r rejects, m opens the thing itself.
const queue = [...document.querySelectorAll(".queue > li[tabindex]")];
const press = (item, action) => {
  const form = item.querySelector("form.judge");
  if (!form) document.querySelector(".notice form.signing input")?.focus(); // nobody decides without a name
  const button = form?.querySelector(`button[value="${action === "a" ? "accept" : "reject"}"], button[value="${action === "a" ? "same" : "not_same"}"]`);
  if (button) form.requestSubmit(button);
};
const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const at = queue.indexOf(document.activeElement?.closest(".queue > li"));
  const step = { j: 1, k: -1 }[event.key];
  if (step) queue[Math.min(queue.length - 1, Math.max(0, at + step))]?.focus();
  else if (at >= 0 && "ar".includes(event.key)) press(queue[at], event.key);
  else if (at >= 0 && event.key === "m") queue[at].querySelector("form.judge a")?.click();
};
if (queue.length) {
  addEventListener("keydown", onKey);
  if (location.hash.startsWith("#doubt-")) document.getElementById(location.hash.slice(1))?.focus();
}

document.querySelector("article.report")?.addEventListener("pointerover", follow);
document.querySelector("article.report")?.addEventListener("focusin", follow);
addEventListener("hashchange", openTarget);
openTarget();
document.documentElement.dataset.ready = "true";
