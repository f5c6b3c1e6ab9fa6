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
  made.append(...inside.flat().filter((part) => part !== null && part !== ""));
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

/** A clause as the official text prints it, linked to the document where there is one. */
function clause(ref) {
  if (!ref) return null;
  const shown = ref.includes(" ") ? `${ref.replace(" ", "\u00a0")})` : ref;
  const url = data.source?.url?.replace("{ref}", encodeURIComponent(ref.replace(" ", "-")));
  const said = url
    ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: say.clause }, shown)
    : shown;
  return make("span", { class: "clause" }, "\u00a0(", said, ")");
}

/** A link within the page to a unit, or the plain name of what is not in the chart. */
function link(id) {
  const node = nodes.get(id);
  if (!node) return content("span", id);
  return placeOf(id) ? content("a", node.name, { href: `#${id}` }) : content("span", node.name);
}

/** The unit in which a thing is shown: itself, or the one that a post belongs to; null outside. */
function placeOf(id) {
  const node = nodes.get(id);
  if (!node) return null;
  if (node.type === "unit") return id;
  return node.type === "post" && nodes.get(node.in)?.type === "unit" ? node.in : null;
}

/** Whoever answers for a unit: its head, or the unit itself where none is stated. */
function answerer(id) {
  return nodes.get(id)?.head ?? id;
}

/** Every line up from a unit or post: lists of [id, line to the next]; lines that hold always come first. */
function linesUp(id) {
  const found = [];
  const climb = (name, way) => {
    const above = (nodes.get(name)?.answers ?? []).filter((line) => !way.some(([passed]) => passed === line.to));
    if (!above.length || found.length >= 20) found.push([...way, [name, null]]);
    for (const line of above.slice(0, 20)) if (found.length < 20) climb(line.to, [...way, [name, line]]);
  };
  climb(answerer(id), []);
  const weight = (way) => way.length + (way.some(([, line]) => line?.condition) ? 1000 : 0);
  return found.sort((one, other) => weight(one) - weight(other));
}
