// From a file or text to the credential in it: JSON, JWT, PNG, SVG, PDF, the text of a QR code, a bundle (also zipped).
import { base64url } from "./proofs.js";

export const LARGEST = 20_000_000, MOST_TEXT = 1_000_000;
export class Unopened extends Error { constructor(code, detail) { super(detail); this.code = code; } }
const latin = (bytes) => { let text = ""; for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192)); return text; };
const decode = (bytes) => { try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { throw new Unopened("none", "not text"); } };

export async function open(input) {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : new Uint8Array(input);
  if (bytes.length > LARGEST) throw new Unopened("too-large", "larger than 20 MB");
  if (bytes[0] === 0x89 && latin(bytes.subarray(1, 4)) === "PNG") return text(await png(bytes), "png");
  if (latin(bytes.subarray(0, 1024)).trimStart().startsWith("%PDF-")) return pdf(bytes);
  if (latin(bytes.subarray(0, 4)) === "PK\x03\x04") return zip(bytes);
  const found = decode(bytes).trim();
  if (!found) throw new Unopened("empty", "there is nothing in it");
  return found[0] === "<" ? text(svg(found), "svg") : text(found, "");
}
async function text(found, form) {
  if (found.startsWith("OB1:")) return object(await unpacked(found.slice(4)), form || "qr");
  if (found.trimStart()[0] === "{") return object(found, form || "json");
  if (found.startsWith("eyJ") && found.split(".").length === 3) return jwt(found.trim(), form || "jwt");
  throw new Unopened("none", "there is no credential in it");
}
function object(found, form) {
  const value = strict(found);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Unopened("none", "there is no credential in it");
  if (value.type !== "UjuziBundle") return { credential: value, form, jwt: "", bundle: {} };
  const { credential, ...bundle } = value;
  if (typeof credential !== "object" || credential === null) throw new Unopened("none", "there is no credential in it");
  return { credential, form: "bundle", jwt: "", bundle };
}

// JSON.parse takes the last of two members of one name; whoever signed may have meant the first.
export function strict(found) {
  if (found.length > MOST_TEXT) throw new Unopened("too-large", "too large");
  let value;
  try { value = JSON.parse(found); } catch (error) { throw new Unopened("format", error.message); }
  const stack = [], tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let last = null, token;
  while ((token = tokens.exec(found))) {
    const sign = token[0];
    if (sign === "{") stack.push(new Set()); else if (sign === "[") stack.push(null);
    else if (sign === "}" || sign === "]") stack.pop();
    else if (sign === ":") {
      const names = stack[stack.length - 1], name = JSON.parse(last);
      if (names?.has(name)) throw new Unopened("format", `${name.slice(0, 60)} stands twice`);
      names?.add(name);
    }
    if (stack.length > 40) throw new Unopened("format", "nested too deeply");
    last = sign;
  }
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?:^|[^\ud800-\udbff])[\udc00-\udfff]/.test(JSON.stringify(value).replace(/\\u(d[89a-f]..)/gi, (_all, code) => String.fromCharCode(parseInt(code, 16))))) throw new Unopened("format", "half a character");
  return value;
}
function jwt(found, form) {
  let header, payload;
  try { [header, payload] = found.split(".").slice(0, 2).map((part) => strict(decode(base64url(part)))); } catch (error) { throw new Unopened("format", error.message); }
  if (!["ES256", "RS256"].includes(header.alg)) throw new Unopened("format", "signed in a way that does not count");
  const subject = payload.credentialSubject, issuer = payload.issuer;
  const pairs = { iss: issuer?.id ?? issuer, jti: payload.id, sub: subject?.id };
  for (const [claim, member] of Object.entries(pairs)) if (claim in payload && payload[claim] !== member) throw new Unopened("format", `${claim} is not what the credential says`);
  for (const [claim, member] of [["nbf", "validFrom"], ["exp", "validUntil"]])
    if (claim in payload && Math.trunc(payload[claim]) !== Math.trunc(Date.parse(payload[member]) / 1000)) throw new Unopened("format", `${claim} is not ${member}`);
  const claims = ["iss", "jti", "nbf", "sub", "exp", "iat"];
  return { credential: Object.fromEntries(Object.entries(payload).filter(([name]) => !claims.includes(name))), form, jwt: found, header, bundle: {} };
}

async function inflate(bytes, kind, most = MOST_TEXT) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(kind)).getReader(), parts = [];
  let size = 0;
  try {
    for (let step; !(step = await reader.read()).done; ) {
      size += step.value.length;
      if (size > most) { reader.cancel(); throw new Unopened("too-large", "unpacks to too much"); }
      parts.push(step.value);
    }
  } catch (error) {
    if (error instanceof Unopened) throw error;
    throw new Unopened("format", "cannot be unpacked");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
export { inflate };
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
async function unpacked(letters) {
  const bytes = [];
  if (letters.length % 3 === 1) throw new Unopened("format", "not base45");
  for (let at = 0; at < letters.length; at += 3) {
    const values = Array.from(letters.slice(at, at + 3), (one) => BASE45.indexOf(one));
    const number = values.reduce((sum, value, place) => sum + value * 45 ** place, 0), size = values.length === 3 ? 2 : 1;
    if (values.includes(-1) || number >= 256 ** size) throw new Unopened("format", "not base45");
    if (size === 2) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return decode(await inflate(new Uint8Array(bytes), "deflate-raw", 100_000));
}
async function png(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length), found = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const size = view.getUint32(at), kind = latin(bytes.subarray(at + 4, at + 8)), data = bytes.subarray(at + 8, at + 8 + size);
    if (kind === "iTXt" && latin(data.subarray(0, 20)) === "openbadgecredential\0") found.push(data.subarray(20));
    if (kind === "IEND") break;
    at += 12 + size;
  }
  if (found.length !== 1) throw new Unopened(found.length ? "several" : "none", "not one credential in this picture");
  const [packed, method] = found[0];
  let rest = found[0].subarray(2);
  for (let skipped = 0; skipped < 2; skipped++) {
    const end = rest.indexOf(0);
    if (end < 0 || method !== 0) throw new Unopened("format", "a chunk of text that cannot be read");
    rest = rest.subarray(end + 1);
  }
  return decode(packed === 1 ? await inflate(rest, "deflate") : rest);
}
function svg(found) {
  const parsed = new DOMParser().parseFromString(found, "image/svg+xml");
  const named = parsed.getElementsByTagNameNS("https://purl.imsglobal.org/ob/v3p0", "credential");
  if (parsed.querySelector("parsererror") || parsed.documentElement.localName !== "svg") throw new Unopened("format", "not an SVG");
  if (named.length !== 1) throw new Unopened(named.length ? "several" : "none", "not one credential in this picture");
  return (named[0].getAttribute("verify") || named[0].textContent).trim();
}
// Every stream of the file that is an embedded file; ours lies plainly in it, packed or not.
async function pdf(bytes) {
  const whole = latin(bytes), found = [], heads = /<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>)*?\/Type\s*\/EmbeddedFile(?:[^<>]|<<[^<>]*>>|<[^<>]*>)*>>\s*stream\r?\n/g;
  for (let head; (head = heads.exec(whole)) && found.length < 20; ) {
    const from = head.index + head[0].length, length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head[0]);
    const to = length ? from + Number(length[1]) : whole.indexOf("endstream", from);
    let content = bytes.subarray(from, to);
    if (/\/FlateDecode/.test(head[0])) content = await inflate(content, "deflate");
    const start = latin(content.subarray(0, 100)).trimStart();
    if (start[0] === "{" || start.startsWith("eyJ")) found.push(await text(decode(content).trim(), "pdf"));
  }
  if (found.length !== 1) throw new Unopened(found.length ? "several" : "none", "not one credential in this PDF");
  return found[0];
}
// bundle.json in a ZIP, by its central directory.
async function zip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Unopened("format", "not a ZIP");
  for (let at = view.getUint32(end + 16, true), left = view.getUint16(end + 10, true); left > 0 && at + 46 <= bytes.length; left--) {
    const [name, extra, remark] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    if (latin(bytes.subarray(at + 46, at + 46 + name)) === "bundle.json") {
      const size = view.getUint32(at + 20, true), local = view.getUint32(at + 42, true);
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const data = bytes.subarray(from, from + size);
      return object(decode(view.getUint16(at + 10, true) === 8 ? await inflate(data, "deflate-raw") : data), "bundle");
    }
    at += 46 + name + extra + remark;
  }
  throw new Unopened("none", "an archive without bundle.json");
}
