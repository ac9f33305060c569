// RDF Dataset Canonicalization (RDFC-1.0) with SHA-256, and a bound on its work.
const MOST = 5000;
const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
export const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
const isBlank = (term) => term.startsWith("_:");
const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
// By code points, as the standard wants; JavaScript compares code units.
const byPoints = (one, other) => {
  const a = Array.from(one), b = Array.from(other);
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
  return a.length - b.length;
};
const line = ([s, p, o, g]) => `${s} ${p} ${o}${g ? ` ${g}` : ""} .\n`;

class Issuer {
  constructor(prefix, issued = new Map()) { this.prefix = prefix; this.issued = issued; }
  issue(name) { if (!this.issued.has(name)) this.issued.set(name, `${this.prefix}${this.issued.size}`); return this.issued.get(name); }
  copy() { return new Issuer(this.prefix, new Map(this.issued)); }
}

export async function canonical(quads) {
  const mentions = new Map();
  for (const quad of quads) for (const at of [0, 2, 3]) if (quad[at] && isBlank(quad[at])) {
    if (!mentions.has(quad[at])) mentions.set(quad[at], new Set());
    mentions.get(quad[at]).add(quad);
  }
  const state = { mentions, issuer: new Issuer("_:c14n"), work: 0, first: new Map() };
  const byHash = new Map();
  for (const name of mentions.keys()) {
    const hash = await firstDegree(name, state);
    byHash.set(hash, [...(byHash.get(hash) ?? []), name]);
  }
  const hashes = [...byHash.keys()].sort(order);
  for (const hash of hashes) if (byHash.get(hash).length === 1) { state.issuer.issue(byHash.get(hash)[0]); byHash.delete(hash); }
  for (const hash of hashes) {
    const results = [];
    for (const name of byHash.get(hash) ?? []) {
      if (state.issuer.issued.has(name)) continue;
      const temporary = new Issuer("_:b");
      temporary.issue(name);
      results.push(await nDegree(name, temporary, state));
    }
    for (const one of results.sort((a, b) => order(a.hash, b.hash))) for (const name of one.issuer.issued.keys()) state.issuer.issue(name);
  }
  const named = (term) => (term && isBlank(term) ? state.issuer.issued.get(term) : term);
  return quads.map(([s, p, o, g]) => line([named(s), p, named(o), named(g)])).sort(byPoints).join("");
}
async function firstDegree(name, state) {
  if (!state.first.has(name)) {
    const said = (term) => (term && isBlank(term) ? (term === name ? "_:a" : "_:z") : term);
    const lines = [...state.mentions.get(name)].map(([s, p, o, g]) => line([said(s), p, said(o), said(g)]));
    state.first.set(name, await sha256(lines.sort(byPoints).join("")));
  }
  return state.first.get(name);
}
async function related(name, quad, issuer, position, state) {
  const known = state.issuer.issued.get(name) ?? issuer.issued.get(name) ?? (await firstDegree(name, state));
  return sha256(`${position}${position === "g" ? "" : quad[1]}${known}`);
}
async function nDegree(name, issuer, state) {
  if (++state.work > MOST) throw new Error("too much work to bring into order");
  const groups = new Map();
  for (const quad of state.mentions.get(name)) for (const [at, position] of [[0, "s"], [2, "o"], [3, "g"]]) {
    const other = quad[at];
    if (!other || !isBlank(other) || other === name) continue;
    const hash = await related(other, quad, issuer, position, state);
    if (!groups.has(hash)) groups.set(hash, new Set());
    groups.get(hash).add(other);
  }
  let data = "";
  for (const hash of [...groups.keys()].sort(order)) {
    data += hash;
    let chosen = "", chosenIssuer = null;
    for (const permutation of permutations([...groups.get(hash)])) {
      if (++state.work > MOST) throw new Error("too much work to bring into order");
      let copy = issuer.copy(), path = "";
      const todo = [];
      let worse = false;
      for (const other of permutation) {
        if (state.issuer.issued.has(other)) path += state.issuer.issued.get(other);
        else { if (!copy.issued.has(other)) todo.push(other); path += copy.issue(other); }
        if (chosen && path.length >= chosen.length && path > chosen) { worse = true; break; }
      }
      for (const other of worse ? [] : todo) {
        const result = await nDegree(other, copy, state);
        path += `${copy.issue(other)}<${result.hash}>`;
        copy = result.issuer;
        if (chosen && path.length >= chosen.length && path > chosen) { worse = true; break; }
      }
      if (!worse && (!chosen || path < chosen)) { chosen = path; chosenIssuer = copy; }
    }
    data += chosen;
    issuer = chosenIssuer;
  }
  return { hash: await sha256(data), issuer };
}
function* permutations(items) {
  if (items.length < 2) { yield items; return; }
  for (let at = 0; at < items.length; at++)
    for (const rest of permutations([...items.slice(0, at), ...items.slice(at + 1)])) yield [items[at], ...rest];
}
