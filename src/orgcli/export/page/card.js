// The panel: the card of one unit, or what was found.
const panel = byId("panel");
let incoming = null;

function titled(title, ...inside) {
  const filledIn = inside.flat().filter(Boolean);
  return filledIn.length ? [make("h3", {}, title), ...filledIn] : [];
}

function list(parts, kind = "ul", attributes = {}) {
  return parts.length ? make(kind, attributes, parts.map((part) => make("li", {}, part))) : null;
}

/** Links by the other end: who has one with each thing. */
function linksTo(id) {
  if (!incoming) {
    incoming = new Map();
    for (const [from, node] of nodes) {
      for (const [type, to, ref, condition] of node.links ?? []) {
        if (!incoming.has(to)) incoming.set(to, []);
        incoming.get(to).push([type, from, ref, condition]);
      }
    }
  }
  return incoming.get(id) ?? [];
}

/** Whose duties and links concern a unit: its own, those of its posts, those of its groups. */
function holders(id) {
  const unit = nodes.get(id);
  return [id, ...(unit.head ? [unit.head] : []), ...(unit.posts ?? []), ...(unit.groups ?? [])];
}

function postLine(id) {
  const post = nodes.get(id);
  const person = post.person ? content("span", ` — ${post.person}`) : null;
  return [content("b", post.name), person, clause(post.ref)];
}

/** One line up, step by step. */
function steps(way) {
  const parts = way.map(([id, line]) => {
    const node = nodes.get(id);
    const owner = node.in && node.type === "post" ? [" — ", link(node.in)] : [];
    const said = [line?.condition, line?.inferred ? say.inferred : null].filter(Boolean);
    const remark = said.length ? make("span", { class: "quiet" }, ` ${said.join(", ")}`) : null;
    return [node.type === "unit" ? link(id) : content("span", node.name), ...owner, clause(line?.ref), remark];
  });
  return list(parts, "ol", { class: "steps" });
}

function dutiesOf(id) {
  const made = [];
  for (const holder of holders(id)) {
    const node = nodes.get(holder);
    const whose = holder === id ? null : node.type === "group" ? filled(say.in_common, { name: node.name }) : node.name;
    for (const [kind, title] of Object.entries(say.duties)) {
      const duties = (node.duties ?? []).filter((duty) => (duty.kind ?? "duty") === kind);
      if (!duties.length) continue;
      const heading = [title, whose ? " — " : "", whose ? content("span", whose) : ""];
      made.push(make("h4", {}, heading), list(duties.map((duty) => [content("span", duty.text), clause(duty.ref)])));
    }
  }
  return made;
}

function linksOf(id) {
  const own = holders(id);
  const found = new Map();
  const add = (end, direction) => ([type, other, ref, condition]) => {
    if (own.includes(other)) return;
    const said = data.links[type][direction];
    const remark = condition ? content("span", ` ${condition}`, { class: "quiet" }) : null;
    found.set(`${said} ${other} ${ref}`, [`${said} `, link(other), clause(ref), remark]);
  };
  own.forEach((end) => (nodes.get(end).links ?? []).forEach(add(end, 0)));
  own.forEach((end) => linksTo(end).forEach(add(end, 1)));
  return list([...found.values()]);
}

function bar() {
  const back = make("button", { type: "button", onclick: () => showResults() }, say.back);
  return make(
    "div",
    { class: "bar" },
    byId("words").value.trim() ? back : make("span"),
    make("button", { type: "button", id: "close", "aria-label": say.close, onclick: close }, "✕"),
  );
}

/** Show all that the file says of a unit, a post or another thing. */
function showCard(id) {
  const place = placeOf(id) ?? id;
  const node = nodes.get(place);
  const aliases = (node.aliases ?? []).join(" · ");
  const below = (node.units ?? []).map((unit) => link(unit));
  const answers = (nodes.get(answerer(place)).answers ?? []).length ? linesUp(place).map(steps) : [];
  panel.replaceChildren(
    bar(),
    content("span", node.kind ?? "", { class: "kind" }),
    content("h2", node.name, { tabindex: "-1", id: "card" }),
    aliases ? content("p", aliases, { class: "quiet" }) : "",
    node.in ? make("p", {}, `${say.part_of} `, link(node.in), clause(node.ref)) : "",
    ...(node.type === "unit" ? titled(say.head, make("p", {}, node.head ? postLine(node.head) : say.no_head)) : []),
    ...titled(say.reports_to, answers),
    ...titled(say.posts, list((node.posts ?? []).map(postLine))),
    ...titled(say.units, list(below)),
    ...titled(say.does, node.type === "unit" ? dutiesOf(place) : []),
    ...titled(say.linked, node.type === "unit" ? linksOf(place) : null),
    ...titled(say.notes, list((node.notes ?? []).map((text) => content("span", text)))),
  );
  panel.hidden = false;
  panel.scrollTop = 0;
}

const MOST_RESULTS = 50;
let results = [];

/** Show what was found, best first. */
function showResults() {
  const query = byId("words").value;
  const made = results.slice(0, MOST_RESULTS).map(({ id, statement }) => {
    const { field, text } = statements[statement];
    const name = nodes.get(id).name;
    const why = field === "name" ? null : content("span", marked(text, query));
    return make("li", {}, make("button", { type: "button", class: "result", onclick: () => go(id) }, content("b", marked(name, query)), why));
  });
  panel.replaceChildren(
    bar(),
    make("h2", { tabindex: "-1", id: "card" }, found()),
    make("ul", { class: "plain" }, made),
  );
  panel.querySelector(".bar button:not(#close)")?.remove();
  panel.hidden = false;
}

function found() {
  const number = results.length;
  return number === 0 ? say.none : filled(number === 1 ? say.one_found : say.found, { number });
}
