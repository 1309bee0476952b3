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

// A drawing that is wider than the screen is first shown where most of it lies.
for (const drawing of document.querySelectorAll(".scroll > :is(svg.graph, svg.map)")) {
  const frame = drawing.parentElement, spare = frame.scrollWidth - frame.clientWidth, box = drawing.viewBox.baseVal;
  const spots = [...drawing.querySelectorAll(drawing.querySelector(".about") ? ".about circle" : "circle")].map((one) => [one.cx.baseVal.value, one.r.baseVal.value ** 2]);
  const weight = spots.reduce((sum, [, each]) => sum + each, 0);
  if (spare <= 0 || !weight) continue;
  const middle = (spots.reduce((sum, [x, each]) => sum + x * each, 0) / weight - box.x) / box.width;
  const left = Math.min(spare, Math.max(0, middle * frame.scrollWidth - frame.clientWidth / 2));
  frame.scrollLeft = document.dir === "rtl" ? left - spare : left;
}
// On a narrow screen what was found comes before what it can be sifted by.
if (matchMedia("(max-width: 60rem)").matches) document.querySelectorAll("details.facet:not(:has([aria-current]))").forEach((one) => (one.open = false));

document.querySelector("article.report")?.addEventListener("pointerover", follow);
document.querySelector("article.report")?.addEventListener("focusin", follow);
addEventListener("hashchange", openTarget);
openTarget();
document.documentElement.dataset.ready = "true";
