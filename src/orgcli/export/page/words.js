// Search: accents, plurals and synonyms forgiven. Every name, title, duty and keyword is a statement
// about one or more units; a unit is found where its statements together have all that was asked.
const MINOR = new Set([
  ...("a au aux avec d de des du en est et il l la le les ou par pour qu que qui s sa se ses son sur un une dans " +
    "an and are by for in is of on or the to with who what which does do").split(" "),
  ...(data.grammar ?? []), // of the language of the organisation, where it is another
]);
const ENDINGS = /(?:ations?|itions?|ements?|ments?|euses?|eurs?|ives?|ifs?|aux|eux|als?|ales?|elles?|els?|ees?|er|ez|ant|ing|ed|es|s|x|e)$/;
const WEIGHTS = { name: 12, alias: 10, head: 5, keyword: 3, duty: 2.5, note: 1 };
const statements = [];
const postings = new Map(); // stem → numbers of the statements that have it
const forms = new Map(); // word as it stands → stem
let synonyms = null;
let unread = null;

function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss");
}

function tokens(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A word without its ending: « relève » and « relever » are one. */
const stems = new Map();
function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    found = word.replace(ENDINGS, "");
    if (found.length < 3) found = word.replace(/[sx]$/, "");
    stems.set(word, found);
  }
  return found;
}

function mainWords(text) {
  const all = tokens(text);
  const main = all.filter((word) => !MINOR.has(word));
  return main.length ? main : all;
}

function note(units, field, text, duty = null) {
  if (!units.length) return;
  const number = statements.push({ units, field, text, duty }) - 1;
  for (const word of mainWords(text)) {
    const root = stem(word);
    const known = postings.get(root);
    forms.set(word, root);
    if (!known) postings.set(root, [number]);
    else if (known.at(-1) !== number) known.push(number);
  }
}

function read(id, node) {
  const units = node.type === "group" ? [...members(id)] : placeOf(id) ? [placeOf(id)] : [];
  note(units, node.type === "unit" ? "name" : "head", node.name);
  for (const [other] of node.aliases ?? []) note(units, node.type === "unit" ? "alias" : "head", other);
  if (node.person) note(units, "head", node.person);
  for (const word of node.keywords ?? []) note(units, "keyword", word);
  for (const number of node.own ?? []) {
    const [text, , ...keywords] = data.duties[number];
    note(units, "duty", text, number);
    for (const word of keywords) note(units, "keyword", word, number);
  }
  for (const remark of node.notes ?? []) note(units, "note", remark);
}

const TYPES = ["unit", "body", "post", "group"];
const ARTICLES = new Set("a au aux d de des du en et l la le les the of and for in to".split(" "));
const spellings = [
  (text) => tokens(text).join(" "),
  (text) => tokens(text).filter((word, at, all) => !ARTICLES.has(word) || (word.length === 1 && at === all.length - 1)).join(" "),
];
let called = null;

/** What is called so, articles and prepositions aside: units first. */
function named(text) {
  if (nodes.has(text)) return [text];
  called ??= spellings.map((spelling) => {
    const found = new Map();
    for (const [id, { name, person, aliases }] of nodes) {
      const names = [name, person ?? "", ...(aliases ?? []).map(([other]) => other)];
      for (const key of new Set(names.map(spelling))) if (key) found.set(key, [...(found.get(key) ?? []), id]);
    }
    return found;
  });
  const ids = called.map((found, way) => found.get(spellings[way](text))).find(Boolean) ?? [];
  return ids.toSorted((one, other) => TYPES.indexOf(nodes.get(one).type) - TYPES.indexOf(nodes.get(other).type));
}

/** Read what there is to search, for at most so many milliseconds; true when all has been read. */
function readAhead(time) {
  const end = performance.now() + time;
  unread ??= nodes.entries();
  while (performance.now() < end) {
    for (let count = 0; count < 50; count += 1) {
      const next = unread.next();
      if (next.done) {
        const groups = [...(data.synonyms ?? []), ...(data.lexicon ?? []).map((group) => group.split(","))];
        synonyms ??= groups.map((group) => group.map(mainWords).filter((phrase) => phrase.length));
        return true;
      }
      read(...next.value);
    }
  }
  return false;
}

/** What was asked, as terms: each a list of phrases that would do, the first as typed. */
function termsOf(asked) {
  const found = [];
  for (let at = 0; at < asked.length; ) {
    let longest = 1;
    let others = [];
    for (const group of synonyms) {
      for (const phrase of group) {
        if (phrase.length >= longest && phrase.every((word, step) => at + step < asked.length && stem(word) === stem(asked[at + step]))) {
          others = phrase.length > longest ? [...group] : [...others, ...group];
          longest = phrase.length;
        }
      }
    }
    found.push([asked.slice(at, at + longest), ...others]);
    at += longest;
  }
  return found;
}

/** The statements that have a word, each with how well it fits: as it is, as a beginning, within. */
function having(word) {
  const fits = new Map();
  const take = (root, quality) => {
    for (const number of postings.get(root) ?? []) fits.set(number, Math.max(quality, fits.get(number) ?? 0));
  };
  take(stem(word), 1);
  if (word.length > 2) {
    for (const [form, root] of forms) {
      if (form.startsWith(word)) take(root, 0.7);
      else if (word.length > 3 && form.length > word.length && form.includes(word)) take(root, 0.4);
    }
  }
  return fits;
}

function havingAny(phrases) {
  const fits = new Map();
  phrases.forEach((phrase, position) => {
    const [first, ...others] = phrase.map(having);
    for (const [number, quality] of first ?? []) {
      const least = others.reduce((lowest, other) => Math.min(lowest, other.get(number) ?? 0), quality);
      const worth = least * (position ? 0.6 : 1);
      if (worth > (fits.get(number) ?? 0)) fits.set(number, worth);
    }
  });
  return fits;
}

/** The units that have every term, or where “strict” is false any, with the worth of each. */
function gathered(terms, strict) {
  const units = new Map();
  terms.forEach((fits, term) => {
    for (const [number, quality] of fits) {
      const { units: owners, field } = statements[number];
      const worth = quality * WEIGHTS[field];
      for (const id of owners) {
        let unit = units.get(id);
        if (!unit && strict && term) continue;
        if (!unit) units.set(id, (unit = { id, best: [], by: new Map() }));
        unit.best[term] = Math.max(worth, unit.best[term] ?? 0);
        unit.by.set(number, (unit.by.get(number) ?? 0) + worth);
      }
    }
  });
  return [...units.values()];
}

/**
 * What fits, best first: {id, score, statement, duties}. What is called so comes first, or has a post that is;
 * then the units with all that was asked, or if there are none, with most of it.
 */
function search(query) {
  readAhead(Infinity);
  const terms = termsOf(mainWords(query)).map(havingAny).sort((one, other) => one.size - other.size);
  const met = (unit) => unit.best.filter(Boolean).length;
  let found = gathered(terms, true).filter((unit) => met(unit) === terms.length);
  if (!found.length) {
    const any = gathered(terms, false);
    const most = any.reduce((top, unit) => Math.max(top, met(unit)), 0);
    found = any.filter((unit) => met(unit) === most);
  }
  found = found.map(scored).sort((one, other) => other.score - one.score);
  const places = new Set(named(query).map((id) => (nodes.get(id).type === "post" ? nodes.get(id).in ?? id : id)));
  const exact = [...places].map((id) => found.find((one) => one.id === id) ?? { id, score: 0, statement: null, duties: [] });
  return [...exact, ...found.filter((one) => !exact.includes(one))];
}

/** A unit with the statement that fits best, and the best of its duties. */
function scored(unit) {
  const best = [...unit.by].sort(([, one], [, other]) => other - one).map(([number]) => number);
  const duties = [...new Set(best.map((number) => statements[number].duty).filter((duty) => duty !== null))];
  const score = unit.best.reduce((sum, worth) => sum + (worth ?? 0), 0) + unit.by.get(best[0]);
  return { id: unit.id, score, statement: best[0], duties: duties.slice(0, 2) };
}

/** A text with the words that were asked for marked. */
function marked(text, query) {
  const wanted = [...new Set(termsOf(mainWords(query)).flat(2))];
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, position) => {
    const word = position % 2 ? fold(part) : "";
    const hit = word && wanted.some((one) => stem(word) === stem(one) || (one.length > 2 && word.startsWith(one)));
    return hit ? make("mark", {}, part) : part;
  });
}
