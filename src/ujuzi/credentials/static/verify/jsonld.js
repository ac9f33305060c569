// JSON-LD 1.1 expansion and RDF for pinned contexts, in safe mode: whatever would be dropped is an error.
// The counterpart of standards/openbadges/linked.py; tests compare the two.
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", XSD = "http://www.w3.org/2001/XMLSchema#";
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u0020]+$/, TAG = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;
const DEEPEST = 24;

export class Loss extends Error {
  constructor(code, path, detail, unknown = false) { super(detail); Object.assign(this, { code, path: path || "/", unknown }); }
}
const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

// What the data model would take silently: other spellings, inline contexts, nulls, too deep nesting.
export function check(document) {
  if (!namesContexts(document["@context"])) throw new Loss("context", "/@context", "must be a list of addresses of contexts");
  members(document, "", 0);
}
const namesContexts = (found) => Array.isArray(found) && found.length > 0 && found.every((one) => typeof one === "string");
function members(value, path, depth) {
  if (depth > DEEPEST) throw new Loss("depth", path, "nested too deeply");
  if (value === null) throw new Loss("value", path, "null is not signed by anything");
  if (typeof value === "string" && /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value)) throw new Loss("value", path, "a control character");
  if (Array.isArray(value)) value.forEach((one, at) => {
    if (Array.isArray(one)) throw new Loss("value", `${path}/${at}`, "a list within a list");
    members(one, `${path}/${at}`, depth + 1);
  });
  else if (isObject(value)) for (const [key, inner] of Object.entries(value)) {
    if (key === "@context") { if (!namesContexts(inner)) throw new Loss("context", `${path}/@context`, "must be a list of addresses"); continue; }
    const inValue = own(value, "@value") && Object.keys(value).every((one) => ["@value", "@language", "@direction", "@type"].includes(one));
    if (key[0] === "@" && !inValue) throw new Loss("term", `${path}/${key}`, "a keyword where a term was expected");
    if (key[0] !== "@" && key.includes(":")) throw new Loss("term", `${path}/${key}`, "an IRI where a term was expected");
    members(inner, `${path}/${key}`, depth + 1);
  }
}

// Contexts. An active context: {terms: Map, vocab, language, previous}. `table`: {address: context document}.
const EMPTY = { terms: new Map(), vocab: null, language: null, previous: null };
function within(active, local, table, { propagate = true, override = false, base = "" } = {}) {
  let result = { ...active, terms: new Map(active.terms) };
  if (local !== null && isObject(local) && own(local, "@propagate")) propagate = local["@propagate"];
  if (!propagate && !result.previous) result.previous = active;
  for (const context of Array.isArray(local) ? local : [local]) {
    if (context === null) {
      if (!override && [...result.terms.values()].some((term) => term?.protected)) throw new Loss("context", "/@context", "protected terms");
      result = { ...EMPTY, terms: new Map(), previous: propagate ? null : result }; continue;
    }
    if (typeof context === "string") {
      if (!own(table, context)) throw new Loss("context", "/@context", `the context ${context.slice(0, 200)} is not one that this page knows`, true);
      const previous = result.previous;
      result = { ...within(result, table[context]["@context"], table, { override, base: context }), previous }; continue;
    }
    if (!isObject(context)) throw new Loss("context", "/@context", "not a context");
    if (own(context, "@vocab")) result.vocab = context["@vocab"];
    if (own(context, "@language")) result.language = context["@language"];
    const defined = new Map();
    for (const term of Object.keys(context)) if (term[0] !== "@") define(result, context, term, defined, { protect: context["@protected"], override });
  }
  return result;
}
function define(active, local, term, defined, { protect, override }) {
  if (defined.has(term)) { if (!defined.get(term)) throw new Loss("context", "/@context", "a circle of terms"); return; }
  defined.set(term, false);
  const before = active.terms.get(term);
  active.terms.delete(term);
  let value = local[term];
  if (value === null || (isObject(value) && value["@id"] === null)) { active.terms.set(term, null); defined.set(term, true); return; }
  if (typeof value === "string") value = { "@id": value };
  const made = { protected: own(value, "@protected") ? value["@protected"] : Boolean(protect), container: list(value["@container"]), reverse: false };
  const iri = (text) => expandIri(active, text, { vocab: true, local, defined, options: { protect, override } });
  if (own(value, "@reverse")) throw new Loss("context", "/@context", "a reverse term");
  if (own(value, "@id") && value["@id"] !== term) made.iri = iri(value["@id"]);
  else if (term.indexOf(":", 1) > 0) made.iri = iri(term);
  else if (active.vocab !== null) made.iri = active.vocab + term;
  else throw new Loss("context", "/@context", `the term ${term} has no meaning`);
  if (own(value, "@type")) made.type = iri(value["@type"]);
  if (own(value, "@language")) made.language = value["@language"];
  if (own(value, "@context")) made.context = value["@context"];
  if (before?.protected && !override && !same(before, made)) throw new Loss("context", "/@context", `the term ${term} is protected`);
  if (before?.protected && !override) made.protected = true;
  active.terms.set(term, made);
  defined.set(term, true);
}
const same = (one, other) => JSON.stringify({ ...one, protected: 0 }) === JSON.stringify({ ...other, protected: 0 });
function expandIri(active, text, { vocab = false, local = null, defined = null, options = null } = {}) {
  if (typeof text !== "string" || text[0] === "@") return text;
  if (local && own(local, text) && !defined.get(text)) define(active, local, text, defined, options);
  const term = active.terms.get(text);
  if (vocab && active.terms.has(text)) return term === null ? null : term.iri;
  const colon = text.indexOf(":");
  if (colon > 0) {
    const prefix = text.slice(0, colon), rest = text.slice(colon + 1);
    if (prefix === "_" || rest.startsWith("//")) return text;
    if (local && own(local, prefix) && !defined.get(prefix)) define(active, local, prefix, defined, options);
    const found = active.terms.get(prefix);
    if (found && /[:/?#[\]@]$/.test(found.iri)) return found.iri + rest;
    return text;
  }
  return vocab && active.vocab !== null ? active.vocab + text : text;
}

// Expansion straight to a node: {id, types, properties: [[iri, value]]}; values: node, literal or {list}.
function expand(active, value, path, table, { property = null, typeScoped = null } = {}) {
  const term = property === null ? null : active.terms.get(property);
  if (isObject(value) && own(value, "@value")) return literalObject(active, value, path);
  if (!isObject(value)) return scalar(term?.context === undefined ? active : within(active, term.context, table, { override: true }), term, value, path);
  // A type-scoped context that does not propagate ends at the next node.
  if (active.previous && !(own(value, "@value"))) active = active.previous;
  if (term?.context !== undefined && term) active = within(active, term.context, table, { override: true });
  if (own(value, "@context")) active = within(active, value["@context"], table);
  const scope = active;
  const typeKeys = Object.keys(value).filter((key) => expandIri(active, key, { vocab: true }) === "@type").sort();
  for (const key of typeKeys) for (const type of list(value[key]).slice().sort()) {
    const found = typeof type === "string" ? scope.terms.get(type) : null;
    if (found?.context !== undefined) active = within(active, found.context, table, { propagate: false });
  }
  const node = { id: null, types: [], properties: [] };
  for (const key of Object.keys(value).sort()) {
    if (key === "@context") continue;
    const iri = expandIri(active, key, { vocab: true }), here = `${path}/${key}`, inner = value[key];
    if (iri === "@id") {
      if (typeof inner !== "string" || node.id !== null) throw new Loss("type", here, "must be one identifier");
      node.id = expandIri(active, inner);
      if (!IRI.test(node.id)) throw new Loss("type", here, "not an absolute IRI");
    } else if (iri === "@type") for (const one of list(inner)) {
      const type = typeof one === "string" ? expandIri(scope, one, { vocab: true }) : null;
      if (!IRI.test(type ?? "")) throw new Loss("type", here, `not an absolute IRI: ${String(one).slice(0, 100)}`);
      node.types.push(type);
    } else if (typeof iri !== "string" || iri[0] === "@" || !IRI.test(iri)) throw new Loss("term", here, `no context defines ${key}`);
    else property_(active, key, iri, inner, here, table, node);
  }
  return node;
}
function property_(active, key, iri, value, path, table, node) {
  const term = active.terms.get(key), container = term?.container ?? [];
  const add = (made) => node.properties.push([iri, made]);
  if (term?.type === "@json") { add({ value: canonicalJson(value), type: RDF + "JSON" }); return; }
  const scoped = (one, at) => expand(active, one, at, table, { property: key });
  if (container.includes("@language") && isObject(value)) {
    for (const [tag, texts] of Object.entries(value)) for (const text of list(texts)) add(text_(text, tag === "@none" ? null : tag, path));
  } else if (container.includes("@list")) add({ list: list(value).map((one, at) => scoped(one, `${path}/${at}`)) });
  else if (container.includes("@index") || container.includes("@id") || container.includes("@type")) throw new Loss("value", path, "a map of this kind is not read here");
  else list(value).forEach((one, at) => {
    const made = scoped(one, Array.isArray(value) ? `${path}/${at}` : path);
    add(container.includes("@graph") ? { graph: made } : made);
  });
}
function text_(text, tag, path) {
  if (typeof text !== "string" || (tag !== null && !TAG.test(tag))) throw new Loss("value", path, "not a text with a language");
  return { value: text, language: tag };
}
function literalObject(active, value, path) {
  const { "@value": text, "@language": tag, "@type": type } = value;
  if (tag !== undefined) return text_(text, tag, path);
  if (type === undefined) return primitive(text, null, path);
  const iri = expandIri(active, type, { vocab: true });
  if (iri === "@json") return { value: canonicalJson(text), type: RDF + "JSON" };
  if (!IRI.test(iri)) throw new Loss("type", path, "not an absolute IRI");
  return primitive(text, iri, path);
}
function scalar(active, term, value, path) {
  const type = term?.type;
  if (typeof value === "string" && (type === "@id" || type === "@vocab")) {
    const iri = type === "@vocab" ? expandIri(active, value, { vocab: true }) : expandIri(active, value);
    if (!IRI.test(iri ?? "")) throw new Loss("type", path, `not an absolute IRI: ${value.slice(0, 100)}`);
    return { id: iri, types: [], properties: [] };
  }
  if (type && type !== "@id" && type !== "@vocab" && type !== "@none") return primitive(value, type, path);
  if (typeof value === "string") {
    const tag = term && "language" in term ? term.language : active.language;
    return { value, language: tag ?? null };
  }
  return primitive(value, null, path);
}
function primitive(value, type, path) {
  if (typeof value === "boolean") return { value: String(value), type: type ?? XSD + "boolean" };
  if (typeof value === "number") {
    const whole = Number.isInteger(value) && Math.abs(value) < 1e21 && type !== XSD + "double";
    if (whole) return { value: BigInt(value).toString(), type: type ?? XSD + "integer" };
    const [digits, power] = value.toExponential(15).split("e");
    return { value: `${digits.replace(/(\.\d+?)0+$/, "$1")}E${Number(power)}`, type: type ?? XSD + "double" };
  }
  if (typeof value !== "string") throw new Loss("value", path, "not a value");
  return { value, type: type ?? undefined, language: null };
}
// RFC 8785, for @json literals.
function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (isObject(value)) return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(",")}}`;
  return JSON.stringify(value);
}

// The statements: [subject, predicate, object, graph]; objects and names as N-Quads terms, blank ones as "_:bN".
export function quads(document, table) {
  check(document);
  const root = expand(EMPTY, document, "", table), found = [], seen = new Set();
  let count = 0;
  const name = () => `_:b${count++}`;
  const push = (...quad) => { const text = quad.join(" "); if (!seen.has(text)) { seen.add(text); found.push(quad); } };
  const iri = (text) => `<${text}>`;
  function object(value, graph) {
    if ("list" in value) return listed(value.list, graph);
    if ("graph" in value) { const inner = name(); node(value.graph, inner); return inner; }
    if ("value" in value) return literal(value);
    return node(value, graph);
  }
  function listed(items, graph) {
    let rest = iri(RDF + "nil");
    for (const item of items.slice().reverse()) {
      const cell = name();
      push(cell, iri(RDF + "first"), object(item, graph), graph);
      push(cell, iri(RDF + "rest"), rest, graph);
      rest = cell;
    }
    return rest;
  }
  function node(one, graph) {
    const subject = one.id === null ? name() : iri(one.id);
    for (const type of one.types) push(subject, iri(RDF + "type"), iri(type), graph);
    for (const [predicate, value] of one.properties) push(subject, iri(predicate), object(value, graph), graph);
    return subject;
  }
  node(root, "");
  return found;
}
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };
function literal({ value, language, type }) {
  const text = value.replace(/[\\"\n\r\t\b\f\u0000-\u0007\u000b\u000e-\u001f\u007f]/g, (sign) => ESCAPES[sign] ?? `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  if (language) return `"${text}"@${language}`;
  return type && type !== XSD + "string" ? `"${text}"^^<${type}>` : `"${text}"`;
}
