// The whole network on a canvas: only what is in view is drawn, and only the largest names for which there is room.
import { timeSlider, within } from "./slider.js";

const canvas = document.querySelector("canvas.whole");
const start = async () => {
  const stage = canvas.closest(".stage");
  const { nodes: rows, ties } = await (await fetch(canvas.dataset.source)).json();
  await document.fonts.load('12px "IBM Plex Sans Arabic"', "ابج abc");
  const nodes = rows.map(([id, name, type, weight, x, y, group]) => ({ id, name, type, group, x, y, r: Math.min(3 + Math.sqrt(weight), 22), key: name.toLowerCase(), ties: [], shown: true }));
  const edges = ties.map(([one, other, weight, kind, spans]) => ({ one: nodes[one], other: nodes[other], weight, kind, spans, shown: true }));
  for (const edge of edges) for (const node of [edge.one, edge.other]) node.ties.push(edge);
  const order = [...nodes].sort((one, other) => other.r - one.r);
  stage.hidden = false;

  const context = canvas.getContext("2d");
  const ends = (axis) => nodes.reduce(([low, high], node) => [Math.min(low, node[axis]), Math.max(high, node[axis])], [Infinity, -Infinity]);
  const [[west, east], [north, south]] = [ends("x"), ends("y")];
  const full = { width: east - west + 60, height: south - north + 60, x: (west + east) / 2, y: (north + south) / 2 };
  const view = { x: full.x, y: full.y, scale: 1 };
  const dense = Math.min(1, Math.sqrt(500 / nodes.length)); // many have to be small
  let chosen = null, waiting = false;
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const size = () => {
    const box = canvas.getBoundingClientRect(), ratio = devicePixelRatio || 1;
    canvas.width = box.width * ratio;
    canvas.height = box.height * ratio;
    return { width: box.width, height: box.height, ratio, fit: Math.min(box.width / full.width, box.height / full.height) };
  };
  let box = size();
  const at = (node) => [(node.x - view.x) * view.scale * box.fit + box.width / 2, (node.y - view.y) * view.scale * box.fit + box.height / 2];

  const colours = () => stage.querySelector("[name=colours]:checked").value;
  const joining = document.querySelector("form.joining");
  const draw = () => {
    waiting = false;
    const types = { PER: ink("--per"), ORG: ink("--org"), EVT: ink("--evt") };
    const hues = ["--per", "--event", "--loc", "--date", "--org", "--role", "--evt", "--attribute"].map(ink), others = ink("--ink-soft");
    const hue = colours() === "type" ? (node) => types[node.type] : (node) => hues[node.group] ?? others;
    context.setTransform(box.ratio, 0, 0, box.ratio, 0, 0);
    context.clearRect(0, 0, box.width, box.height);
    const grow = dense * Math.sqrt(view.scale) * Math.max(Math.min(box.fit, 1.2), 0.6), place = new Map();
    for (const node of nodes) {
      const [x, y] = at(node), reach = node.r * grow;
      node.inside = node.shown && x > -reach && y > -reach && x < box.width + reach && y < box.height + reach;
      place.set(node, [x, y, reach]);
    }
    const line = (held, colour, alpha, width) => {
      context.beginPath();
      for (const edge of edges) {
        if (!held(edge) || !(edge.one.inside || edge.other.inside)) continue;
        const [a, b] = place.get(edge.one), [c, d] = place.get(edge.other);
        context.moveTo(a, b);
        context.lineTo(c, d);
      }
      Object.assign(context, { strokeStyle: colour, globalAlpha: alpha, lineWidth: width });
      context.stroke();
      context.globalAlpha = 1;
    };
    const near = new Set(chosen ? [chosen, ...chosen.ties.filter((edge) => edge.shown).flatMap((edge) => [edge.one, edge.other])] : []);
    line((edge) => edge.shown && edge.weight <= 3, ink("--ink-soft"), chosen ? 0.08 : 0.22, 0.8);
    line((edge) => edge.shown && edge.weight > 3, ink("--ink-soft"), chosen ? 0.15 : 0.5, 1.4);
    if (chosen) line((edge) => edge.shown && (edge.one === chosen || edge.other === chosen), ink("--accent"), 0.9, 1.6);
    for (const node of [...order].reverse()) {
      if (!node.inside) continue;
      const [x, y, reach] = place.get(node);
      context.globalAlpha = chosen && !near.has(node) ? 0.25 : 1;
      context.fillStyle = hue(node);
      context.beginPath();
      context.arc(x, y, reach, 0, 7);
      context.fill();
      if (node === chosen) { context.strokeStyle = ink("--ink"); context.lineWidth = 3; context.stroke(); }
    }
    context.globalAlpha = 1;
    context.font = '12px "IBM Plex Sans Arabic", sans-serif';
    context.textAlign = "center";
    context.lineJoin = "round";
    const taken = [], most = Math.min(45, Math.max(12, (box.width * box.height) / 14000));
    for (const node of [...near, ...order]) {
      if (taken.length >= most) break;
      if (!node.inside || (chosen && !near.has(node))) continue;
      const [x, y, reach] = place.get(node), half = context.measureText(node.name).width / 2 + 3, top = y - reach - 5;
      if (x < half || x > box.width - half || taken.some(([a, b, c]) => Math.abs(a - x) < half + c && Math.abs(b - top) < 19)) continue;
      taken.push([x, top, half]);
      Object.assign(context, { strokeStyle: ink("--sheet"), lineWidth: 3, fillStyle: ink("--ink") });
      context.strokeText(node.name, x, top);
      context.fillText(node.name, x, top);
    }
    canvas.dataset.drawn = String(nodes.filter((node) => node.inside).length);
    canvas.dataset.labels = String(taken.length);
  };
  const redraw = () => { if (!waiting) { waiting = true; requestAnimationFrame(draw); } };

  const zoom = (factor, x = box.width / 2, y = box.height / 2) => {
    if (!factor) Object.assign(view, { x: full.x, y: full.y, scale: 1 });
    else {
      const step = view.scale * box.fit, wanted = Math.min(40, Math.max(0.8, view.scale * factor));
      view.x += (x - box.width / 2) * (1 / step - 1 / (wanted * box.fit));
      view.y += (y - box.height / 2) * (1 / step - 1 / (wanted * box.fit));
      view.scale = wanted;
    }
    redraw();
  };
  const move = (x, y) => { view.x -= x / view.scale / box.fit; view.y -= y / view.scale / box.fit; redraw(); };
  const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text });
  const panel = stage.querySelector(".chosen");
  const choose = (node) => {
    chosen = node;
    panel.replaceChildren();
    if (node) {
      const head = document.createElement("p"), list = document.createElement("ul");
      const name = link(canvas.dataset.entity + node.id, node.name);
      name.className = "name";
      head.append(name, " · ", link(`${canvas.dataset.around}?entity=${node.id}`, panel.dataset.around));
      const shown = node.ties.filter((edge) => edge.shown).sort((one, other) => other.weight - one.weight).slice(0, 12);
      for (const edge of shown) {
        const other = edge.one === node ? edge.other : edge.one, item = document.createElement("li");
        item.append(link(canvas.dataset.entity + other.id, other.name), " · ", link(`${canvas.dataset.tie}?one=${edge.one.id}&other=${edge.other.id}`, panel.dataset.evidence));
        list.append(item);
      }
      if (joining && joining.dataset.held !== node.id) {
        const join = Object.assign(document.createElement("button"), { name: joining.dataset.name, value: node.id, textContent: joining.dataset.words, className: "plain small" });
        join.setAttribute("form", joining.id);
        head.append(" ", join);
      }
      panel.append(head, list);
    }
    redraw();
  };
  const centre = (node) => { Object.assign(view, { x: node.x, y: node.y, scale: Math.max(view.scale, 4) }); choose(node); };

  const hit = (event) => {
    const bounds = canvas.getBoundingClientRect(), x = event.clientX - bounds.left, y = event.clientY - bounds.top;
    const grow = dense * Math.sqrt(view.scale) * Math.max(Math.min(box.fit, 1.2), 0.6);
    return order.findLast((node) => { const [a, b] = at(node); return node.inside && Math.hypot(a - x, b - y) < Math.max(node.r * grow, 6) + 2; });
  };
  let dragged = null, travelled = 0;
  canvas.addEventListener("pointerdown", (event) => { dragged = [event.clientX, event.clientY]; travelled = 0; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    if (!dragged) { canvas.style.cursor = hit(event) ? "pointer" : "grab"; return; }
    const [x, y] = [event.clientX - dragged[0], event.clientY - dragged[1]];
    travelled += Math.abs(x) + Math.abs(y);
    dragged = [event.clientX, event.clientY];
    move(x, y);
  });
  canvas.addEventListener("pointerup", (event) => { dragged = null; if (travelled < 5) choose(hit(event) ?? null); });
  canvas.addEventListener("pointercancel", () => (dragged = null));
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) return; // the page scrolls past, until somebody takes hold
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX, event.offsetY);
  }, { passive: false });
  const keys = { ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60), "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), 0: () => zoom(0), Escape: () => choose(null) };
  canvas.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  stage.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => zoom(Number(button.dataset.zoom))));
  stage.querySelectorAll("[name=colours]").forEach((one) => one.addEventListener("change", redraw));
  addEventListener("resize", () => { box = size(); redraw(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  const search = document.querySelector("form.filter input[name=find]");
  const fold = (text) => text.toLowerCase().replace(/[ً-ْـ]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ة/g, "ه").replace(/ى/g, "ي");
  const folded = new Map(order.map((node) => [node, fold(node.name)]));
  search.addEventListener("input", () => {
    const words = fold(search.value.trim());
    const found = words.length > 1 && (order.find((node) => folded.get(node).startsWith(words)) ?? order.find((node) => folded.get(node).includes(words)));
    if (found) centre(found);
    else { choose(null); if (words.length > 1) panel.textContent = panel.dataset.none; }
  });

  const range = document.querySelector("form.filter fieldset.time");
  const said = range?.querySelector("output");
  if (range) timeSlider(range, (first, last, whole) => {
    for (const edge of edges) edge.shown = within(edge.spans, first, last, whole);
    for (const node of nodes) node.shown = whole || node.ties.some((edge) => edge.shown);
    said.textContent = range.dataset.shown.replace("{n}", edges.filter((edge) => edge.shown).length).replace("{total}", edges.length);
    choose(chosen?.shown ? chosen : null);
  });
  const asked = nodes.find((node) => node.id === canvas.dataset.found);
  if (asked) centre(asked);
  redraw();
  canvas.dataset.ready = "true";
};
if (canvas) start();
