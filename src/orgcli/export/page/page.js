// What happens when: the address, the search field, clicks and keys.
const words = byId("words");
let selected = null;

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
  if (location.hash === `#${id}`) select(id);
  else location.hash = id;
}

function close() {
  const back = selected;
  if (selected) location.hash = "";
  else panel.hidden = true;
  if (back) boxAt(seen(back))?.focus();
}

/** The id that an address means: an id, or any name of it written with hyphens. */
function meant(hash) {
  if (nodes.has(hash)) return hash;
  const wanted = tokens(hash).join("-");
  for (const [id, node] of wanted ? nodes : []) {
    if (placeOf(id) && [node.name, ...(node.aliases ?? [])].some((name) => tokens(name).join("-") === wanted)) return id;
  }
  return null;
}

function addressed() {
  const hash = location.hash.slice(1);
  try {
    return meant(decodeURIComponent(hash));
  } catch {
    return meant(hash); // written by hand, with a stray %
  }
}

function select(id) {
  const box = id ? boxOf(id) : null;
  selected = box;
  light(id);
  if (box) reveal(box);
  if (id) showCard(id);
  else if (words.value.trim()) showResults();
  else panel.hidden = true;
  refresh();
  document.title = id ? `${nodes.get(id).name} — ${data.title}` : data.title;
  if (!box) return;
  rove(box);
  center(box);
  announce(nodes.get(id).name);
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
  for (const { id } of results.slice(0, MOST_RESULTS)) if (items.size < most) opened.push(...reveal(id));
  if (selected) reveal(selected);
  for (const { id } of results) {
    hits.add(id);
    if (!items.has(id)) holds.add(seen(id));
  }
  canvas.classList.toggle("searching", query !== "");
  announce(query ? found() : "");
  refresh();
  if (query) showResults();
  else if (selected) showCard(selected);
  else panel.hidden = true;
  if (results.length) center(results[0].id);
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

function turn(name) {
  show(name);
  opened = [];
  select(selected && view.boxes.has(selected) ? selected : addressed());
  if (words.value.trim()) find();
  fit(narrow.matches ? 1 : 0.6);
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

function begin() {
  const source = data.source;
  const shown = source ? [source.symbol, source.title === data.title ? null : source.title].filter(Boolean).join(" — ") : "";
  const place = source?.url ? make("a", { href: source.url.replace("{ref}", ""), target: "_blank", rel: "noopener noreferrer" }, shown) : shown;
  byId("source").append(place);
  canvas.classList.toggle("narrow", narrow.matches);
  turn("composition");
  const ahead = () => readAhead(12) || setTimeout(ahead, 4);
  setTimeout(ahead, 50);
}

begin();
