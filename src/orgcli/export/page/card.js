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

/** Whom somebody answers to, and the clause, the reservation, the matters of the line. */
function superior(line) {
  const { in: owner, name } = nodes.get(line.to);
  return [
    link(line.to), ...(owner && nodes.get(owner).name !== name ? [" — ", link(owner)] : []),
    line.inferred ? make("span", { class: "quiet" }, `\u00a0${say.inferred}`) : inBrackets(line.ref),
    line.condition ? content("div", line.condition, { class: "quiet" }) : null,
  ];
}

/** All lines up, whose steps are the superiors. */
function answersTo(id) {
  const ways = linesUp(id).filter((way) => way.length > 1);
  const shown = ways.slice(0, MOST_LINES).map((way) => list(way.slice(0, -1).map(([, line]) => superior(line)), "ol", { class: "steps" }));
  return [...shown, ways.length > MOST_LINES ? make("p", { class: "quiet" }, say.more) : null];
}

function holder(id, other = null) {
  const { person, ref } = nodes.get(id);
  return [link(id), person ? content("span", ` — ${person}`) : null, inBrackets(ref, other)];
}

function post(id, other = null) {
  const superiors = (nodes.get(id).answers ?? []).map((line) => make("div", {}, "→ ", superior(line)));
  return [...holder(id, other), ...superiors];
}

/** The groups whose duties are on a card: those of the unit, or of the unit that a post heads. */
function groupsOf(id) {
  const node = nodes.get(id);
  const unit = node.type === "post" && nodes.get(node.in)?.head === id ? node.in : id;
  return groups.filter((group) => members(group).has(unit));
}

/** The links of a card; a unit has those of its groups, too. */
function linksOf(id) {
  const { type, head, posts, links } = nodes.get(id);
  const common = type === "post" ? [] : groupsOf(id);
  const holders = new Set([id, head, ...(posts ?? []), ...common]);
  const all = [...(links ?? []), ...common.flatMap((group) => nodes.get(group).links ?? []).filter(([, , to]) => !holders.has(to))];
  const unlike = new Map(all.map((one) => [JSON.stringify(one), one]));
  const clauseOrder = (ref) => (ref ? data.refs.indexOf(ref) : Infinity);
  return [...unlike.values()].sort((one, other) =>
    one[1] - other[1] || clauseOrder(one[3]) - clauseOrder(other[3]) || one[1] && order.get(one[2]) - order.get(other[2]));
}

/** Links by what they say, each with all that it joins. */
function grouped(links) {
  const rows = new Map();
  for (const [type, passive, to, ref, condition] of links) {
    const said = `${passive ? "←" : "→"} ${data.links[type][passive]}`;
    if (!rows.has(said)) rows.set(said, new Map());
    const key = JSON.stringify([to, condition]);
    const refs = rows.get(said).get(key) ?? rows.get(said).set(key, []).get(key);
    if (!refs.includes(ref)) refs.push(ref);
  }
  return list([...rows].map(([said, ends]) => [`${said} `, joined([...ends].map(end), " · ")]));
}

function end([key, refs]) {
  const [to, condition] = JSON.parse(key);
  const node = nodes.get(to);
  return [link(to, node.full), condition ? content("span", ` (${condition})`, { class: "quiet" }) : null, inBrackets(...refs)];
}

/** The duties of a card: [heading, numbers, lines, nested]; what is held in common comes last. */
function sectionsOf(id) {
  const common = groupsOf(id).flatMap((group) => {
    const { name, duties } = nodes.get(group);
    return (duties ?? []).map(([title, ...duty]) => [filled(say.common, { title, group: name }), ...duty]);
  });
  return [...(nodes.get(id).duties ?? []), ...common];
}

/** Duties under their headings; where they are many, how many each part has. */
function duties(sections) {
  return sections.flatMap(([title, numbers, lines, nested]) => [
    make(nested ? "h4" : "h3", {}, title),
    list(lines),
    list(numbers.map((number) => [content("span", data.duties[number][0]), inBrackets(data.duties[number][1])])),
  ].filter(Boolean));
}

/** The clauses of all that a card says. */
function clausesOf(node, sections, links) {
  const stated = sections.flatMap(([, numbers]) => numbers.map((number) => data.duties[number][1]));
  const cited = new Set([...(node.refs ?? []), ...stated, ...links.map(([, , , ref]) => ref)]);
  return data.refs.filter((ref) => cited.has(ref));
}

/** Posts that stand in for others, or for which another does. */
function deputy([id, ref, condition]) {
  const own = nodes.get(id).ref;
  return [post(id, ref === own ? null : ref), condition ? content("div", condition, { class: "quiet" }) : null];
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

function aliasesOf(node) {
  const names = (node.aliases ?? []).map(([name, usage]) => [content("span", name), usage ? ` ${say.usage}` : null]);
  return names.length ? make("p", { class: "quiet" }, joined(names, " · ")) : null;
}

function placeIn(node) {
  if (!node.in && !node.also) return null;
  const [said, ref] = node.type === "post" ? [say.post_in, null] : [say.part_of, node.ref];
  const also = (node.also ?? []).flatMap((id) => [make("br"), `${say.also_part_of} `, link(id)]);
  return make("p", {}, ...(node.in ? [`${said} `, link(node.in), inBrackets(ref)] : []), ...(node.in ? also : also.slice(1)));
}

function headOf(node) {
  if (node.head) return make("div", {}, ...[node.head, ...(node.heads ?? [])].map((id) => make("p", {}, holder(id))));
  return node.type === "unit" && node.mark?.[0] !== "gone" ? make("p", {}, say.no_head) : null;
}

/** Show all that the file says of a unit, a post, a body or a group. */
function showCard(id) {
  const node = nodes.get(id);
  const others = (node.posts ?? []).filter((other) => !node.heads?.includes(other) && !(node.deputies ?? []).some(([one]) => one === other));
  const below = node.type === "group" ? inOrder(members(id)) : node.units ?? [];
  const [sections, links] = [sectionsOf(id), linksOf(id)];
  const refs = clausesOf(node, sections, links);
  panel.replaceChildren(
    bar(),
    node.kind ? content("span", node.kind, { class: "kind" }) : make("span", { class: "kind" }, say.types[node.type]),
    ...(node.mark ? [make("p", { class: "mark" }, node.mark[1])] : []),
    content("h2", node.name, { tabindex: "-1", id: "card" }),
    ...[aliasesOf(node), placeIn(node)].filter(Boolean),
    ...titled(say.person, node.person ? content("p", node.person) : null),
    ...titled(say.head, headOf(node)),
    ...titled(say.reports_to, answersTo(id)),
    ...titled(say.deputises, list((node.deputises ?? []).map(deputy))),
    ...titled(say.deputy, list((node.deputies ?? []).map(deputy))),
    ...titled(say.posts, list(others.map((other) => post(other)))),
    ...titled(say.below[node.type], list(below.map((unit) => link(unit)))),
    ...duties(sections),
    ...titled(say.links, grouped(links)),
    ...titled(say.notes, list([...(node.notes ?? []), ...(node.on_posts ?? [])].map((text) => content("span", text)))),
    ...titled(say.clauses, refs.length ? make("p", {}, joined(refs.map(clause), ", ")) : null),
  );
  panel.hidden = false;
  panel.scrollTop = 0;
}

const MOST_RESULTS = 50;
let results = [];

/** What was found: its name, who heads it, why it was found, what it does. */
function result({ id, statement, duties: fitting }, query) {
  const node = nodes.get(id);
  const head = node.head ? nodes.get(node.head).name : null;
  const { field, text } = statements[statement] ?? {};
  const why = ["name", "duty"].includes(field) || text === head ? null : text;
  const shown = fitting.length ? fitting : sectionsOf(id).flatMap(([, numbers]) => numbers).slice(0, 1);
  const lines = shown.map((number) => [marked(data.duties[number][0], query), data.duties[number][1] ? `\u00a0(${label(data.duties[number][1])})` : null]);
  return make("li", {}, make(
    "button", { type: "button", class: "result", onclick: () => go(id) },
    content("b", marked(node.name, query)),
    node.full ? content("span", nodes.get(node.in).name) : null,
    head ? make("span", {}, filled(say.labelled, { label: say.head, value: "" }), content("i", marked(head, query))) : null,
    why ? content("span", marked(why, query)) : null,
    lines.map((line) => content("span", line)),
  ));
}

/** Show what was found, best first. */
function showResults() {
  const query = byId("words").value;
  panel.replaceChildren(
    bar(),
    make("h2", { tabindex: "-1", id: "card" }, found()),
    make("ul", { class: "plain" }, results.slice(0, MOST_RESULTS).map((one) => result(one, query))),
  );
  panel.querySelector(".bar button:not(#close)")?.remove();
  panel.hidden = false;
}

/** Say that an address means nothing here, and what has the nearest name. */
function showUnknown(name) {
  const query = tokens(name).join(" ");
  const byName = ({ statement }) => ["name", "alias", "head"].includes(statements[statement]?.field);
  const near = query ? search(query).filter(byName).slice(0, 5) : [];
  panel.replaceChildren(
    bar(),
    make("h2", { tabindex: "-1", id: "card" }, filled(say.unknown, { name })),
    ...titled(say.nearest, near.length ? make("ul", { class: "plain" }, near.map((one) => result(one, query))) : null),
  );
  panel.hidden = false;
}

function found() {
  const number = results.length;
  return number === 0 ? say.none : filled(number === 1 ? say.one_found : say.found, { number });
}
