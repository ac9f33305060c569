// The report on a credential: the counterpart of standards/openbadges/verifying.py, from what is at hand, without a network.
import { inflate } from "./opening.js";
import { base64url, methodOf, proofsOf, SUITE, verifyJwt, verifyProof, Wrong } from "./proofs.js";

export const ORDER = ["invalid", "unchecked", "revoked", "suspended", "expired", "not-yet-valid", "unconfirmed", "status-unknown", "valid"];
const VC = "https://www.w3.org/ns/credentials/v2", SKEW = 300_000;
const DID = /^did:(web:[A-Za-z0-9.-]+(%3A[0-9]{1,5})?(:[A-Za-z0-9._~%-]+)*|key:z[1-9A-HJ-NP-Za-km-z]+)$/;
const STAMP = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
export const issuerOf = (credential) => { const found = credential.issuer; return String((typeof found === "object" && found !== null ? found.id : found) ?? ""); };
const moment = (text) => { const found = typeof text === "string" && STAMP.test(text) ? Date.parse(text) : NaN; if (Number.isNaN(found)) throw new Wrong("dates", "/", `not a time with a zone: ${text}`); return found; };

// `here`: {documents, statusLists, snapshotAt, contexts}: what this page vouches for; `now`: milliseconds.
export async function verify(opened, here, now) {
  const credential = opened.credential, issuer = issuerOf(credential);
  const report = { verdict: "valid", statusAsOf: null, problems: [], credential, issuer, form: opened.form, keysFrom: null };
  const say = (verdict, code, path, detail) => {
    if (ORDER.indexOf(verdict) < ORDER.indexOf(report.verdict)) report.verdict = verdict;
    if (code) report.problems.push({ code, path, detail });
  };
  try {
    shape(credential);
    report.keysFrom = await signed(opened, here, now);
    if (report.keysFrom === "bundle") say("unconfirmed");
  } catch (error) {
    say(error.verdict ?? (error.unknown ? "unchecked" : "invalid"), error.code ?? "format", error.path ?? "/", error.message);
    if (report.verdict !== "expired") return report;
  }
  if ("validFrom" in credential && moment(credential.validFrom) > now + SKEW) say("not-yet-valid", "dates", "/validFrom", "lies in the future");
  if ("validUntil" in credential && moment(credential.validUntil) < now) say("expired", "dates", "/validUntil", "has passed");
  for (const entry of list(credential.credentialStatus)) {
    try {
      const found = await status(entry, credential, opened.bundle, here, now);
      if (!found) continue;
      if (found.asOf !== null) report.statusAsOf = Math.min(report.statusAsOf ?? Infinity, found.asOf);
      if (found.verdict !== "valid") say(found.verdict, "status", "/credentialStatus", found.verdict);
    } catch (error) { say("status-unknown", "status", "/credentialStatus", error.message); }
  }
  return report;
}

function shape(credential) {
  const contexts = credential["@context"];
  if (!Array.isArray(contexts) || contexts[0] !== VC) throw new Wrong("format", "/@context", "does not begin as a credential does");
  if (!list(credential.type).includes("VerifiableCredential")) throw new Wrong("format", "/type", "must name VerifiableCredential");
  if (!issuerOf(credential).includes(":")) throw new Wrong("format", "/issuer", "must be a URL");
  if (!list(credential.credentialSubject).length) throw new Wrong("format", "/credentialSubject", "is missing");
  for (const name of ["credentialStatus", "credentialSchema", "termsOfUse", "evidence", "refreshService", "proof"])
    if (name in credential) for (const one of list(credential[name]).length ? list(credential[name]) : [null])
      if (typeof one !== "object" || one === null || !list(one.type).length || !list(one.type).every((kind) => typeof kind === "string" && kind)) throw new Wrong("format", `/${name}`, "has no type");
  const [from, until] = ["validFrom", "validUntil"].map((name) => (name in credential ? moment(credential[name]) : null));
  if (from !== null && until !== null && from > until) throw new Wrong("dates", "/validUntil", "lies before validFrom");
}

const unchecked = (code, path, detail) => Object.assign(new Wrong(code, path, detail), { verdict: "unchecked" });
function resolve(credential, method, bundle, here) {
  const issuer = issuerOf(credential);
  if (!DID.test(issuer)) throw unchecked("issuer", "/issuer", "not an identifier whose keys can be found");
  if (method.split("#")[0] !== issuer) throw new Wrong("controller", "/proof/verificationMethod", "the key is not the issuer's");
  if (here.documents?.[issuer]) return [methodOf(method, here.documents[issuer]), "pinned"];
  if (issuer.startsWith("did:key:")) {
    const key = issuer.slice(8), id = `${issuer}#${key}`;
    return [methodOf(method, { id: issuer, verificationMethod: [{ id, type: "Multikey", controller: issuer, publicKeyMultibase: key }], assertionMethod: [id] }), "issuer"];
  }
  if (bundle?.documents?.[issuer]) return [methodOf(method, bundle.documents[issuer]), "bundle"];
  throw unchecked("issuer", "/issuer", "the issuer's keys are not at hand");
}
async function signed(opened, here, now) {
  const { credential, bundle } = opened;
  if (opened.jwt) {
    const [method, from] = resolve(credential, String(opened.header.kid ?? ""), bundle, here);
    await verifyJwt(opened.jwt, opened.header.alg, method);
    return from;
  }
  const all = proofsOf(credential), ours = all.filter((one) => one.cryptosuite === SUITE);
  if (!all.length) throw new Wrong("proof", "/proof", "is not signed");
  if (!ours.length) throw unchecked("suite", "/proof", `has no proof of ${SUITE}`);
  let from = null;
  for (const proof of ours) {
    if (typeof proof.verificationMethod !== "string") throw new Wrong("proof", "/proof/verificationMethod", "is missing");
    const [method, origin] = resolve(credential, proof.verificationMethod, bundle, here);
    await verifyProof(credential, proof, method, here.contexts);
    if ("created" in proof && moment(proof.created) > now + SKEW) throw new Wrong("dates", "/proof/created", "lies in the future");
    if ("expires" in proof && moment(proof.expires) <= now) throw Object.assign(new Wrong("dates", "/proof/expires", "the signature has expired"), { verdict: "expired" });
    from ??= origin;
  }
  return from;
}

const PURPOSES = { revocation: "revoked", suspension: "suspended" };
async function status(entry, credential, bundle, here, now) {
  if (entry?.type !== "BitstringStatusListEntry") throw new Error(`a status of the kind ${entry?.type}`);
  const meant = PURPOSES[entry.statusPurpose], address = entry.statusListCredential;
  if (!meant) return null;
  const document = here.statusLists?.[address] ?? bundle?.statusLists?.[address];
  if (!document) throw new Error("the list is not at hand");
  if (document.id !== address || issuerOf(document) !== issuerOf(credential)) throw new Error("the list is another one, or somebody else's");
  shape(document);
  await signed({ credential: document, jwt: "", bundle }, here, now);
  const subject = document.credentialSubject;
  if (!list(document.type).includes("BitstringStatusListCredential") || subject?.type !== "BitstringStatusList" || !list(subject.statusPurpose).includes(entry.statusPurpose)) throw new Error("not a list for this");
  const index = Number(entry.statusListIndex);
  if (!/^\d{1,10}$/.test(String(entry.statusListIndex))) throw new Error("the index is no whole number");
  if (typeof subject.encodedList !== "string" || subject.encodedList[0] !== "u") throw new Error("the list cannot be read");
  const bits = await inflate(base64url(subject.encodedList.slice(1)), "gzip", 16 << 20);
  if (bits.length * 8 < 131072 || index >= bits.length * 8) throw new Error("the index lies outside of the list");
  const asOf = "validFrom" in document ? moment(document.validFrom) : null;
  if (bits[index >> 3] & (0x80 >> (index & 7))) return { verdict: meant, asOf };
  const stale = ("validUntil" in document && moment(document.validUntil) < now) || (asOf !== null && asOf > now + SKEW);
  return { verdict: stale ? "status-unknown" : "valid", asOf };
}
