// The chart: an ARIA tree of boxes, made only as far as it is open, and the lines between them.
const canvas = byId("canvas");
const tree = byId("tree");
const narrow = matchMedia("screen and (max-width: 720px)");
const OPEN_AT_FIRST = 150;
const COLUMN = 11; // boxes in a hanging list before it is parted
const open = { composition: new Set(), reporting: new Set() };
const items = new Map();
let view = null;
let viewName = "composition";

/** Take up a view's rows ([id, owner, label, sub, role]) as boxes that know each other. */
function prepared(name) {
  const found = data.views[name];
  if (found.boxes) return found;
  found.boxes = new Map();
  found.tops = [];
  for (const [id, owner, label, sub, role] of found.rows) {
    const above = found.boxes.get(owner);
    const box = { id, label, sub, role, owner: above?.id ?? null, level: (above?.level ?? 0) + 1, below: [] };
    found.boxes.set(id, box);
    if (above) above.below.push(id);
    else if (role !== "outside" || found.rows.some((row) => row[1] === id)) found.tops.push(id);
  }
  found.outside = found.rows.filter(([id, owner, , , role]) => role === "outside" && !owner && !found.tops.includes(id));
  found.outside = found.outside.map(([id]) => id);
  found.spread = 0;
  for (let level = found.tops; level.length === 1; found.spread += 1) level = found.boxes.get(level[0]).below;
  openAtFirst(name, found);
  return found;
}

/** Open a view from its tops as far as it can be taken in. */
function openAtFirst(name, found) {
  const most = narrow.matches ? 12 : OPEN_AT_FIRST;
  let shown = found.tops.length;
  for (let level = found.tops; level.length; level = level.flatMap((id) => found.boxes.get(id).below)) {
    shown += level.reduce((sum, id) => sum + found.boxes.get(id).below.length, 0);
    if (shown > most && level !== found.tops) break;
    if (shown > 40 * most) break;
    level.forEach((id) => open[name].add(id));
  }
}

function show(name) {
  viewName = name;
  view = prepared(name);
  items.clear();
  const side = (ids) => ids.map((id, position) => item(view.boxes.get(id), position, ids.length));
  const rows = [make("li", { role: "none" }, make("ul", { role: "none", class: "tops" }, side(view.tops)))];
  if (view.outside.length) {
    const middle = [...view.outside.slice(1).filter((_, at) => at % 2 === 0).reverse(), view.outside[0]];
    const order = [...middle, ...view.outside.slice(1).filter((_, at) => at % 2 === 1)];
    rows.unshift(make("li", { role: "none" }, make("ul", { role: "none", class: "outsides" }, side(order))));
  }
  tree.replaceChildren(...rows);
  boxAt(view.tops[0]).tabIndex = 0;
  for (const choice of ["composition", "reporting"]) {
    byId(choice).setAttribute("aria-pressed", String(choice === name));
  }
  byId("key-line").textContent = name === "composition" ? say.part_of_line : say.answers_line;
  byId("key-crosses").hidden = view.crosses.every(([, , also]) => also);
  byId("key-also").hidden = !view.crosses.some(([, , also]) => also);
}

/** The class of the colour of a kind of unit. */
function colour(kind) {
  const at = data.kinds.findIndex(([name]) => name === kind);
  return at < 0 ? "k8" : `k${at % 10}`;
}

/** Make the item of a box, with what is beneath it where it is open. */
function item(box, position, size) {
  const node = nodes.get(box.id);
  const kind = box.role === "unit" ? colour(node.kind) : box.role;
  const toggle = box.below.length ? make("span", { class: "toggle", "aria-hidden": true }) : null;
  const made = make(
    "li",
    { role: "none", class: node.mark ? `item ${kind} ${node.mark[0]}` : `item ${kind}` },
    make(
      "div",
      {
        role: "treeitem", class: "box", "data-id": box.id, tabindex: -1, "aria-level": box.level,
        "aria-posinset": position + 1, "aria-setsize": size, "aria-selected": "false",
      },
      toggle, make("b", {}, box.label), " ", box.sub ? make("i", {}, box.sub) : null,
      node.mark ? make("small", { class: "mark", lang: document.documentElement.lang }, " ", node.mark[1]) : null,
    ),
  );
  items.set(box.id, made);
  if (box.below.length) setOpen(made, box, open[viewName].has(box.id));
  return made;
}

/** The box itself: what has the focus, and a frame. */
function boxAt(id) {
  return items.get(id)?.firstElementChild;
}

function isOpen(id) {
  return boxAt(id)?.getAttribute("aria-expanded") === "true";
}

function setOpen(made, box, wanted) {
  const shown = made.firstElementChild;
  shown.setAttribute("aria-expanded", String(wanted));
  shown.querySelector(".toggle").dataset.mark = wanted ? "−" : String(box.below.length);
  shown.removeAttribute("aria-owns");
  made.querySelector(":scope > ul")?.remove();
  made.classList.remove("spread", "rows", "parted");
  open[viewName][wanted ? "add" : "delete"](box.id);
  if (!wanted) return;
  const parts = box.below.map((id, position) => item(view.boxes.get(id), position, box.below.length));
  const group = make("ul", { role: "group", id: `in-${box.id}` });
  shown.setAttribute("aria-owns", group.id);
  const spread = !narrow.matches && box.level <= view.spread && parts.length < 13;
  const columns = spread || narrow.matches || box.level > view.spread + 1 ? 1 : Math.min(5, Math.ceil(weight(box) / COLUMN));
  made.classList.toggle("spread", spread);
  made.classList.toggle("parted", columns > 1);
  if (spread && parts.length > 7) {
    made.classList.add("rows");
    group.style.maxWidth = `${22 + 6 * 270}px`;
  }
  if (columns > 1) group.append(...shared(box, parts, columns));
  else group.append(...parts);
  made.append(group);
}

/** How many boxes are open beneath one. */
function weight(box) {
  if (!open[viewName].has(box.id)) return 0;
  return box.below.reduce((sum, id) => sum + 1 + weight(view.boxes.get(id)), 0);
}

/** Share out items, in their order, among columns of about the same number of boxes. */
function shared(box, parts, number) {
  const columns = Array.from({ length: number }, () => make("div", { class: "column", role: "none" }));
  const whole = weight(box);
  let above = 0;
  box.below.forEach((id, at) => {
    const size = 1 + weight(view.boxes.get(id));
    columns[Math.min(number - 1, Math.floor(((above + size / 2) * number) / whole))].append(parts[at]);
    above += size;
  });
  return columns.filter((column) => column.childElementCount);
}

function toggle(id, wanted) {
  const box = view.boxes.get(id);
  const made = items.get(id);
  if (!made || !box.below.length || isOpen(id) === wanted) return;
  if (wanted) setOpen(made, box, true);
  else shut(id);
  refresh();
}

/** Close a box, without drawing. */
function shut(id) {
  const made = items.get(id);
  if (!made) return;
  setOpen(made, view.boxes.get(id), false);
  forget(view.boxes.get(id));
}

function forget(box) {
  for (const id of box.below) {
    if (items.delete(id)) forget(view.boxes.get(id));
  }
}

/** Open whatever a box lies in; return what was closed. */
function reveal(id) {
  const way = [];
  for (let box = view.boxes.get(id); box?.owner; box = view.boxes.get(box.owner)) way.unshift(box.owner);
  return way.filter((owner) => {
    const closed = items.has(owner) && !isOpen(owner);
    if (closed) setOpen(items.get(owner), view.boxes.get(owner), true);
    return closed;
  });
}

/** The box in which a unit or post is to be seen in this view; null if it has none. */
function boxOf(id) {
  if (view.boxes.has(id)) return id;
  const place = placeOf(id);
  return place && view.boxes.has(place) ? place : null;
}

/** The box that stands for whoever answers: a unit for its head. */
function boxOfPost(id) {
  const node = nodes.get(id);
  const unit = node?.type === "post" ? nodes.get(node.in) : null;
  return unit?.head === id && view.boxes.has(node.in) ? node.in : boxOf(id);
}

/** The box itself where it is to be seen, else the closed one that holds it. */
function seen(id) {
  let box = view.boxes.get(id);
  while (box && !items.has(box.id)) box = view.boxes.get(box.owner);
  return box?.id ?? null;
}
