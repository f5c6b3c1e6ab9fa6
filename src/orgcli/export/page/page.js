// What happens when: the address, the search field, clicks and keys.
const words = byId("words");
let selected = null; // the box
let chosen = null; // what the card is about

function announce(text) {
  byId("status").textContent = text;
}

function refresh() {
  for (const [id, made] of items) {
    boxAt(id).setAttribute("aria-selected", String(id === selected));
    made.classList.toggle("lit", lit.boxes.has(id));
    made.classList.toggle("match", hits.has(id));
    made.classList.toggle("holds", holds.has(id));
  }
  drawLines();
  zoom(scale);
}

function center(id) {
  boxAt(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Go to a unit: through the address, so that it can be shared and the way back is kept. */
function go(id) {
  if (addressed() === id) select(id);
  else location.hash = encodeURIComponent(id);
}

function close() {
  const back = selected;
  if (location.hash.length > 1) location.hash = "";
  else panel.hidden = true;
  if (back) boxAt(seen(back))?.focus();
}

/** What the address says after its #. */
function address() {
  const hash = location.hash.slice(1);
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash; // written by hand, with a stray %
  }
}

/** The id that the address means: an id, or any name of it written with hyphens. */
function addressed() {
  const name = address();
  return nodes.has(name) ? name : named(name)[0] ?? null;
}

function select(id) {
  const box = id ? boxOf(id) : null;
  selected = box;
  chosen = id;
  light(id);
  if (box) reveal(box);
  fill();
  refresh();
  document.title = id ? `${nodes.get(id).name} — ${data.title}` : data.title;
  if (id) announce(nodes.get(id).name);
  if (!box) return;
  rove(box);
  center(box);
}

/** Put into the panel what is to be read: a card, else that an address means nothing, else what was found. */
function fill() {
  if (chosen) showCard(chosen);
  else if (address()) showUnknown(address());
  else if (words.value.trim()) showResults();
  else panel.hidden = true;
}

/** Let one item, and only that, be reached with the Tab key. */
function rove(id) {
  tree.querySelectorAll('[tabindex="0"]').forEach((other) => other.setAttribute("tabindex", "-1"));
  boxAt(id)?.setAttribute("tabindex", "0");
}

const hits = new Set();
const holds = new Set(); // closed boxes that have a hit within
const MOST_BOXES = 300;
let opened = [];

/** Search as one types; what a search opens, the next one closes. */
function find() {
  const query = words.value.trim();
  hits.clear();
  holds.clear();
  results = query ? search(query) : [];
  opened.reverse().forEach(shut);
  opened = [];
  const most = items.size + MOST_BOXES;
  const boxes = [...new Set(results.map(({ id }) => boxOf(id)).filter(Boolean))];
  for (const id of boxes.slice(0, MOST_RESULTS)) if (items.size < most) opened.push(...reveal(id));
  if (selected) reveal(selected);
  for (const id of boxes) {
    hits.add(id);
    if (!items.has(id)) holds.add(seen(id));
  }
  canvas.classList.toggle("searching", query !== "");
  announce(query ? found() : "");
  refresh();
  if (query) showResults();
  else fill();
  if (boxes.length) center(boxes[0]);
}

function focusOn(made) {
  if (!made) return;
  rove(made.dataset.id);
  made.focus({ preventScroll: true });
  center(made.dataset.id);
}

function move(made, key) {
  const all = [...tree.querySelectorAll('[role="treeitem"]')];
  const at = all.indexOf(made);
  const { id } = made.dataset;
  const state = made.getAttribute("aria-expanded");
  switch (key) {
    case "ArrowDown": return focusOn(all[at + 1]);
    case "ArrowUp": return focusOn(all[at - 1]);
    case "Home": return focusOn(all[0]);
    case "End": return focusOn(all.at(-1));
    case "ArrowRight": return state === "false" ? toggle(id, true) : state === "true" ? focusOn(all[at + 1]) : null;
    case "ArrowLeft": return state === "true" ? toggle(id, false) : focusOn(boxAt(view.boxes.get(id).owner));
    case "Enter": case " ": return go(id);
    default: return focusOn([...all.slice(at + 1), ...all].find((other) => fold(other.textContent).startsWith(fold(key))));
  }
}

tree.addEventListener("keydown", (event) => {
  const made = event.target.closest('[role="treeitem"]');
  if (!made || event.ctrlKey || event.metaKey || event.altKey || event.key === "/") return;
  if (event.key.length > 1 && !/^(Arrow|Home|End|Enter)/.test(event.key)) return;
  event.preventDefault();
  move(made, event.key);
});
tree.addEventListener("click", (event) => {
  const made = event.target.closest(".box");
  if (!made) return;
  if (event.target.closest(".toggle")) toggle(made.dataset.id, made.getAttribute("aria-expanded") !== "true");
  else go(made.dataset.id);
  focusOn(boxAt(made.dataset.id));
});
panel.addEventListener("click", (event) => {
  if (event.target.closest('a[href^="#"], .result')) setTimeout(() => byId("card")?.focus());
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== words) {
    event.preventDefault();
    words.focus();
  } else if (event.key === "Escape" && words.value) {
    words.value = "";
    find();
  } else if (event.key === "Escape" && !panel.hidden) close();
});
words.addEventListener("input", find);
byId("find").addEventListener("submit", (event) => {
  event.preventDefault();
  if (results.length) go(results[0].id);
});
addEventListener("hashchange", () => select(addressed()));

const fitted = new Set();

function turn(name) {
  show(name);
  if (!fitted.has(name)) closeToFit();
  fitted.add(name);
  opened = [];
  select(addressed());
  if (words.value.trim()) find();
  fit(least());
}

/** Close the deepest levels until all is seen at once; the first stays open. */
function closeToFit() {
  refresh();
  for (let deepest = depth(); fitting(stage.parentElement) < least() && deepest > 1; deepest = depth()) {
    for (const id of open[viewName]) if (view.boxes.get(id).level === deepest) open[viewName].delete(id);
    show(viewName);
    refresh();
  }
}

/** The smallest scale that is legible. */
function least() {
  return narrow.matches ? 0.9 : 0.6;
}

function depth() {
  return Math.max(0, ...[...open[viewName]].map((id) => view.boxes.get(id).level));
}

function openAll(wanted) {
  for (const box of view.boxes.values()) {
    if (wanted && box.below.length) open[viewName].add(box.id);
    else open[viewName].delete(box.id);
  }
  if (!wanted) view.tops.forEach((id) => open[viewName].add(id));
  turn(viewName);
}

byId("composition").addEventListener("click", () => turn("composition"));
byId("reporting").addEventListener("click", () => turn("reporting"));
byId("expand").addEventListener("click", () => openAll(true));
byId("collapse").addEventListener("click", () => openAll(false));
byId("smaller").addEventListener("click", () => zoom(scale / 1.25));
byId("larger").addEventListener("click", () => zoom(scale * 1.25));
byId("fit").addEventListener("click", () => fit());
byId("print").addEventListener("click", () => print());
narrow.addEventListener("change", () => {
  if (byId("sheet")) return; // it is paper that is narrow, not the screen
  canvas.classList.toggle("narrow", narrow.matches);
  turn(viewName);
});

/** The key of the colours: the kinds of unit that the chart has. */
function kinds() {
  const met = data.kinds.filter(([, drawn]) => drawn).map(([kind]) => kind);
  return met.map((kind) => make("span", { class: `kind-key ${colour(kind)}` }, content("span", kind)));
}

function begin() {
  const source = data.source;
  const shown = source ? [source.symbol, source.title === data.title ? null : source.title].filter(Boolean).join(" — ") : "";
  const place = source?.url ? make("a", { href: source.url.replace("{ref}", ""), target: "_blank", rel: "noopener noreferrer" }, shown) : shown;
  byId("source").append(place);
  byId("key-kinds").append(...kinds());
  canvas.classList.toggle("narrow", narrow.matches);
  turn("composition");
  const ahead = () => readAhead(12) || setTimeout(ahead, 4);
  setTimeout(ahead, 50);
}

begin();
