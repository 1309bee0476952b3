// Every page is whole without this: it only lights up what belongs together and opens the note that a click leads to.
import "./adding.js";
import "./desk.js";
import "./slider.js";
import "./whole.js";

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

document.querySelector("article.report")?.addEventListener("pointerover", follow);
document.querySelector("article.report")?.addEventListener("focusin", follow);
addEventListener("hashchange", openTarget);
openTarget();
document.documentElement.dataset.ready = "true";
