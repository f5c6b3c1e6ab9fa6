// The organisation that the page shows, and the small makers of elements. All text goes in as text.
const data = JSON.parse(document.getElementById("organisation").textContent);
const say = data.strings;
const nodes = new Map(Object.entries(data.nodes));
const mixed = data.lang !== document.documentElement.lang;

function byId(id) {
  return document.getElementById(id);
}

/** Make an element: attributes by name (on… is a listener), then what is in it; null is left out. */
function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat(Infinity).filter((part) => part !== null && part !== ""));
  return made;
}

/** Make an element whose text is the organisation's, in its own language. */
function content(tag, text, attributes = {}) {
  return make(tag, { ...(mixed ? { lang: data.lang } : {}), ...attributes }, text);
}

/** Put values into a sentence: “{number} units”. */
function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** A clause as the official text prints it: « 8.3 a) ». */
function label(ref) {
  return ref.includes(" ") ? `${ref.replace(" ", "\u00a0")})` : ref;
}

/** A clause, linked to the document where there is one. */
function clause(ref) {
  const url = data.source?.url?.replace("{ref}", encodeURIComponent(ref.replace(" ", "-")));
  return url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: say.clause }, label(ref)) : label(ref);
}

/** Parts with something between them. */
function joined(parts, between) {
  return parts.flatMap((part, at) => (at ? [between, part] : [part]));
}

/** Clauses in brackets, after what they establish. */
function inBrackets(...refs) {
  const known = refs.filter(Boolean);
  return known.length ? make("span", { class: "clause" }, "\u00a0(", joined(known.map(clause), ", "), ")") : null;
}

/** A link within the page to a unit, post, body or group. */
function link(id, name = nodes.get(id).name) {
  return content("a", name, { href: `#${encodeURIComponent(id)}` });
}

/** The unit in which a thing is drawn: itself, or the one that a post belongs to; null outside. */
function placeOf(id) {
  const node = nodes.get(id);
  if (node.type === "unit") return id;
  return node.type === "post" && nodes.get(node.in)?.type === "unit" ? node.in : null;
}

const order = new Map([...nodes.keys()].map((id, at) => [id, at]));
const memberships = new Map();

/** The members of a group: units that it names, and all beneath others. */
function members(group) {
  if (!memberships.has(group)) {
    const { units, under } = nodes.get(group);
    const found = new Set(units);
    for (const waiting = [...(under ?? [])]; waiting.length; ) {
      for (const unit of nodes.get(waiting.pop()).units ?? []) {
        if (!found.has(unit)) waiting.push(unit);
        found.add(unit);
      }
    }
    memberships.set(group, found);
  }
  return memberships.get(group);
}

const groups = [...nodes.keys()].filter((id) => nodes.get(id).type === "group");

function inOrder(ids) {
  return [...ids].sort((one, other) => order.get(one) - order.get(other));
}

/** Whoever answers for a unit: its head, or the unit itself where none is stated. */
function answerer(id) {
  return nodes.get(id)?.head ?? id;
}

const MOST_LINES = 20;
const MOST_STEPS = 500; // on one line

/** Lines up from a unit or post: lists of [id, line to the next]; lines that hold always come first. */
function linesUp(id) {
  const found = [];
  const climb = (name, way) => {
    const above = (nodes.get(name)?.answers ?? []).filter((line) => !way.some(([passed]) => passed === line.to) && line.to !== name);
    if (!above.length || way.length === MOST_STEPS) return void found.push([...way, [name, null]]);
    for (const line of above) if (found.length <= MOST_LINES) climb(line.to, [...way, [name, line]]);
  };
  for (const start of [answerer(id), ...(nodes.get(id)?.heads ?? [])]) climb(start, []);
  const weight = (way) => way.length + (way.some(([, line]) => line?.condition) ? 1000 : 0);
  return found.sort((one, other) => weight(one) - weight(other));
}
