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
let lit = { boxes: new Set(), pairs: new Set() };

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
  byId("key-crosses").hidden = !view.crosses.length;
}

/** Make the item of a box, with what is beneath it where it is open. */
function item(box, position, size) {
  const node = nodes.get(box.id);
  const kind = box.role === "unit" ? `k${Math.max(0, data.kinds.indexOf(node.kind)) % 10}` : box.role;
  const toggle = box.below.length ? make("span", { class: "toggle", "aria-hidden": true }) : null;
  const made = make(
    "li",
    { role: "none", class: `item ${kind}` },
    make(
      "div",
      {
        role: "treeitem", class: "box", "data-id": box.id, tabindex: -1, "aria-level": box.level,
        "aria-posinset": position + 1, "aria-setsize": size, "aria-selected": "false",
      },
      toggle, make("b", {}, box.label), " ", box.sub ? make("i", {}, box.sub) : null,
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

const BEND = 6;

function path(points) {
  const towards = ([x, y], [otherX, otherY]) => {
    const length = Math.abs(otherX - x) + Math.abs(otherY - y) || 1;
    const share = Math.min(BEND, length / 2) / length;
    return `${(x + (otherX - x) * share).toFixed(1)} ${(y + (otherY - y) * share).toFixed(1)}`;
  };
  return points.reduce((drawn, point, at) => {
    if (!at) return `M${point.join(" ")}`;
    if (at === points.length - 1) return `${drawn}L${point.join(" ")}`;
    return `${drawn}L${towards(point, points[at - 1])}Q${point.join(" ")} ${towards(point, points[at + 1])}`;
  }, "");
}

function frame(id) {
  const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = boxAt(id);
  return { x, y, right: x + width, bottom: y + height, middle: x + width / 2, centre: y + height / 2 };
}

/** The way of the line from a box to the one around it. */
function branch(box, frames) {
  const owner = frames.get(box.owner);
  const here = frames.get(box.id);
  if (!items.get(box.owner).classList.contains("spread")) {
    const first = owner.x + (narrow.matches ? 8 : 11);
    const column = items.get(box.id).parentElement.closest(".column, ul");
    const trunk = column.className === "column" ? column.offsetLeft + 11 : first;
    const across = trunk > first + 1 ? [[first, owner.bottom + 9], [trunk, owner.bottom + 9]] : [];
    return [[first, owner.bottom], ...across, [trunk, here.centre], [here.x, here.centre]];
  }
  const bus = owner.bottom + 17;
  const first = items.get(box.owner).querySelector(":scope > ul").offsetTop + 34;
  const down = here.y <= first + 1 ? [] : [[items.get(box.owner).querySelector(":scope > ul").offsetLeft + 8, bus]];
  if (down.length) down.push([down[0][0], here.y - 17]);
  return [[owner.middle, owner.bottom], [owner.middle, bus], ...down, [here.middle, here.y - 17], [here.middle, here.y]];
}

/** The right end of the column that a box hangs in. */
function columnEnd(id) {
  const parted = items.get(id).closest(".column");
  if (parted) return parted.offsetLeft + parted.offsetWidth;
  let column = items.get(id);
  while (column.parentElement.closest(".item:not(.spread)")) {
    column = column.parentElement.closest(".item:not(.spread)");
  }
  return column.classList.contains("spread") ? frame(id).right : column.offsetLeft + column.offsetWidth;
}

/** The ways of the dotted lines: out on the right, along the gutter, to the side of the other box. */
function crossings(frames) {
  const lanes = new Map();
  const arrivals = new Map();
  const count = (counts, key) => counts.set(key, (counts.get(key) ?? -1) + 1).get(key);
  return view.crosses.flatMap(([from, to]) => {
    const [start, end] = [items.has(from) ? from : null, seen(to)];
    if (!start || !end || start === end || view.boxes.get(start).owner === end) return [];
    const [a, b] = [frames.get(start), frames.get(end)];
    const straight = view.boxes.get(end).role === "outside" && Math.abs(a.middle - b.middle) < 2 && b.bottom < a.y;
    if (straight) return [{ start, end, points: [[a.middle, a.y], [b.middle, b.bottom]] }];
    const gutter = columnEnd(start);
    const inside = (at) => at > b.x + BEND && at < b.right - BEND;
    const x = gutter + 6 * ((count(lanes, gutter) % 3) + 1);
    if (inside(x)) {
      const edge = b.bottom < a.y ? b.bottom : b.y;
      return [{ start, end, points: [[a.right, a.centre], [x, a.centre], [x, edge]] }];
    }
    const arrival = count(arrivals, end) % 5;
    const y = b.centre + (arrival ? 6 * (arrival - 1) - 3 : 0);
    return [{ start, end, points: [[a.right, a.centre], [x, a.centre], [x, y], [x > b.middle ? b.right : b.x, y]] }];
  });
}

/** Set the first box outside right above the top, if there is one top. */
function settle() {
  const row = tree.querySelector(".outsides");
  if (!row) return;
  row.style.marginLeft = "";
  if (view.tops.length !== 1 || narrow.matches) return;
  const above = view.crosses.some(([from, to]) => from === view.tops[0] && to === view.outside[0]);
  const room = above
    ? frame(view.tops[0]).middle - frame(view.outside[0]).middle
    : frame(view.tops[0]).x - 52 - row.lastElementChild.offsetLeft - row.lastElementChild.offsetWidth;
  row.style.marginLeft = `${Math.max(0, room)}px`;
}

/** Draw all lines anew; one path a kind, so that thousands of boxes stay quick. */
function drawLines() {
  settle();
  const frames = new Map();
  for (const id of items.keys()) frames.set(id, frame(id));
  const plain = [];
  const bright = [];
  for (const id of items.keys()) {
    const box = view.boxes.get(id);
    if (!box.owner) continue;
    const isLit = lit.pairs.has(`${id} ${box.owner}`);
    (isLit ? bright : plain).push(path(branch(box, frames)));
  }
  const draw = (kind, ways) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
    made.setAttribute("class", kind);
    made.setAttribute("d", ways.join(""));
    return made;
  };
  const crosses = crossings(frames).flatMap(({ start, end, points }) => {
    const isLit = lit.pairs.has(`${start} ${end}`);
    return [draw("halo", [path(points)]), draw(isLit ? "cross lit" : "cross", [path(points)])];
  });
  byId("lines").replaceChildren(draw("line", plain), draw("lit", bright), ...crosses);
}

/** Light up the lines from a unit or post to the top. */
function light(id) {
  lit = { boxes: new Set(), pairs: new Set() };
  for (const way of id ? linesUp(id) : []) {
    const boxes = way.map(([name]) => boxOfPost(name)).filter(Boolean);
    boxes.forEach((name, at) => {
      lit.boxes.add(name);
      if (at && boxes[at - 1] !== name) lit.pairs.add(`${boxes[at - 1]} ${name}`);
    });
  }
}
