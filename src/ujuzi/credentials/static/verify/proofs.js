// Signatures: eddsa-rdfc-2022 (Data Integrity) and VC-JWT (ES256, RS256), with the keys of DID documents.
import { Loss, quads } from "./jsonld.js";
import { canonical, sha256 } from "./rdfc.js";

export const SUITE = "eddsa-rdfc-2022";
export class Wrong extends Error {
  constructor(code, path, detail, unknown = false) { super(detail); Object.assign(this, { code, path, unknown }); }
}
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

export function base64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Wrong("format", "/", "not base64url");
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
}
export function multibase(text) {
  if (typeof text !== "string" || text.length < 2 || text.length > 1024) throw new Wrong("proof", "/proof", "not a multibase value");
  if (text[0] === "u") return base64url(text.slice(1));
  if (text[0] !== "z") throw new Wrong("proof", "/proof", "not base58btc");
  let number = 0n, zeros = 0;
  for (const sign of text.slice(1)) {
    const value = BASE58.indexOf(sign);
    if (value < 0) throw new Wrong("proof", "/proof", "not base58btc");
    if (number === 0n && value === 0) zeros++;
    number = number * 58n + BigInt(value);
  }
  const bytes = [];
  for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  return new Uint8Array([...new Array(zeros).fill(0), ...bytes]);
}
const starts = (bytes, first, second, size) => bytes[0] === first && bytes[1] === second && bytes.length === size;

// The key of a verification method by which its controller asserts; as dids.key_of in Python.
export function methodOf(method, document) {
  const did = method.split("#")[0], named = (one) => {
    const id = typeof one === "object" && one !== null ? one.id ?? "" : one;
    return typeof id === "string" && id[0] === "#" ? did + id : String(id);
  };
  if (document.id !== did || !method.includes("#")) throw new Wrong("controller", "/proof/verificationMethod", "the key belongs to another issuer");
  const embedded = list(document.assertionMethod).filter((one) => typeof one === "object" && one !== null);
  const found = [...list(document.verificationMethod), ...embedded].filter((one) => named(one) === method);
  if (found.length !== 1) throw new Wrong("key", "/proof/verificationMethod", found.length ? "the issuer names this key twice" : "the issuer does not name this key");
  if (found[0].controller !== did) throw new Wrong("controller", "/proof/verificationMethod", "the key is controlled by somebody else");
  if (!list(document.assertionMethod).some((one) => named(one) === method)) throw new Wrong("key", "/proof/verificationMethod", "the issuer does not vouch by this key (any more)");
  return found[0];
}

export function proofsOf(document) {
  const found = list(document.proof);
  if (!found.every((one) => typeof one === "object" && one !== null && !Array.isArray(one))) throw new Wrong("proof", "/proof", "must be an object or a list of objects");
  return found;
}
async function hash(document, table) {
  const text = await canonical(quads(document, table));
  return Uint8Array.from((await sha256(text)).match(/../g), (pair) => parseInt(pair, 16));
}
export async function verifyProof(document, proof, method, table) {
  if (proof.type !== "DataIntegrityProof" || proof.cryptosuite !== SUITE) throw new Wrong("proof", "/proof", "of another suite");
  if (proof.proofPurpose !== "assertionMethod") throw new Wrong("proof", "/proof/proofPurpose", "is not assertionMethod");
  if ("@context" in proof && JSON.stringify(proof["@context"]) !== JSON.stringify(document["@context"])) throw new Wrong("context", "/proof/@context", "is not the document's");
  if (typeof proof.proofValue !== "string" || proof.proofValue[0] !== "z") throw new Wrong("proof", "/proof/proofValue", "must be base58btc");
  if ("previousProof" in proof) throw new Wrong("suite", "/proof/previousProof", "a chain of proofs", true);
  const signature = multibase(proof.proofValue), raw = multibase(method.publicKeyMultibase ?? "");
  if (method.type !== "Multikey" || !starts(raw, 0xed, 0x01, 34)) throw new Wrong("key", "/proof/verificationMethod", "not an Ed25519 key");
  const { proof: _signed, ...unsecured } = document, { proofValue: _value, "@context": _context, ...options } = proof;
  const parts = [];
  try {
    for (const one of [{ "@context": document["@context"], ...options }, unsecured]) parts.push(...(await hash(one, table)));
  } catch (error) {
    if (error instanceof Loss) throw new Wrong(error.code, error.path, error.message, error.unknown);
    throw new Wrong("value", "/", error.message);
  }
  if (!(await ed25519(raw.slice(2), signature, new Uint8Array(parts)))) throw new Wrong("signature", "/proof", "the signature is not of this document by this key");
}
async function ed25519(key, signature, data) {
  let imported;
  try { imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]); } catch (error) {
    if (error?.name === "DataError") return false;
    const noble = await import("./vendor/noble-ed25519.js"); // browsers before 2025
    try { return await noble.verifyAsync(signature, data, key, { zip215: false }); } catch { return false; }
  }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, data);
}

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn, B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
function power(base, exponent) {
  let result = 1n;
  for (base %= P; exponent > 0n; exponent >>= 1n) { if (exponent & 1n) result = (result * base) % P; base = (base * base) % P; }
  return result;
}
// A compressed P-256 point as WebCrypto takes it.
function point(raw) {
  const x = BigInt("0x" + Array.from(raw.slice(1), (one) => one.toString(16).padStart(2, "0")).join(""));
  let y = power((((x * x) % P) * x - 3n * x + B + 3n * P) % P, (P + 1n) / 4n);
  if ((y * y - (x * x * x - 3n * x + B)) % P !== 0n) throw new Wrong("key", "/", "not a point of its curve");
  if (Number(y & 1n) !== (raw[0] & 1)) y = P - y;
  const bytes = (number) => number.toString(16).padStart(64, "0").match(/../g).map((pair) => parseInt(pair, 16));
  return new Uint8Array([4, ...bytes(x), ...bytes(y)]);
}
export async function verifyJwt(text, algorithm, method) {
  const [head, body, tail] = text.split("."), data = new TextEncoder().encode(`${head}.${body}`), signature = base64url(tail);
  const [kind, use] = algorithm === "ES256"
    ? [{ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }]
    : [{ name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, { name: "RSASSA-PKCS1-v1_5" }];
  let key;
  try {
    if (method.type === "Multikey") {
      const raw = multibase(method.publicKeyMultibase ?? "");
      if (algorithm !== "ES256" || !starts(raw, 0x80, 0x24, 35)) throw new Wrong("signature", "/", "a key of another kind");
      key = await crypto.subtle.importKey("raw", point(raw.slice(2)), kind, false, ["verify"]);
    } else {
      const { d: _secret, ...open } = method.publicKeyJwk ?? {};
      key = await crypto.subtle.importKey("jwk", { ...open, key_ops: ["verify"] }, kind, false, ["verify"]);
    }
  } catch (error) { throw error instanceof Wrong ? error : new Wrong("key", "/", "a key that cannot be used"); }
  if (!(await crypto.subtle.verify(use, key, signature, data))) throw new Wrong("signature", "/", "the signature is not of this text by this key");
}
