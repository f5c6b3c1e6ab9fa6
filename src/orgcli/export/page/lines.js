// The lines between boxes: composition plain, other reporting dotted, the chosen unit's reporting lit.
let lit = { boxes: new Set(), pairs: new Set() };
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
  return view.crosses.flatMap(([from, to, also]) => {
    const [start, end] = [items.has(from) ? from : null, seen(to)];
    if (!start || !end || start === end || view.boxes.get(start).owner === end) return [];
    const [a, b] = [frames.get(start), frames.get(end)];
    const straight = view.boxes.get(end).role === "outside" && Math.abs(a.middle - b.middle) < 2 && b.bottom < a.y;
    if (straight) return [{ start, end, also, points: [[a.middle, a.y], [b.middle, b.bottom]] }];
    const gutter = columnEnd(start);
    const inside = (at) => at > b.x + BEND && at < b.right - BEND;
    const x = gutter + 6 * ((count(lanes, gutter) % 3) + 1);
    if (inside(x)) {
      const edge = b.bottom < a.y ? b.bottom : b.y;
      return [{ start, end, also, points: [[a.right, a.centre], [x, a.centre], [x, edge]] }];
    }
    const arrival = count(arrivals, end) % 5;
    const y = b.centre + (arrival ? 6 * (arrival - 1) - 3 : 0);
    return [{ start, end, also, points: [[a.right, a.centre], [x, a.centre], [x, y], [x > b.middle ? b.right : b.x, y]] }];
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
  const crosses = crossings(frames).flatMap(({ start, end, also, points }) => {
    const isLit = !also && lit.pairs.has(`${start} ${end}`);
    const kind = also ? "cross also" : isLit ? "cross lit" : "cross";
    return [draw("halo", [path(points)]), draw(kind, [path(points)])];
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
