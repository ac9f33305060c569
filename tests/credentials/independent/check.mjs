// Reads cases on standard input and says what two verifiers of other people make of them. Nothing is asked of any network.
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import * as vc from "@digitalbazaar/vc";
import { verifyCredential } from "@digitalcredentials/verifier-core";

let text = "";
for await (const part of process.stdin) text += part;
const { cases, documents, lists, contexts } = JSON.parse(text);
const answer = (document, documentUrl) => ({ contextUrl: null, documentUrl, document });
const known = (url) => {
  const [did] = url.split("#");
  if (contexts[url]) return contexts[url];
  if (lists[url]) return lists[url];
  if (!documents[did]) return null;
  const document = documents[did];
  return url === did ? document : { "@context": document["@context"][1], ...document.verificationMethod.find((one) => one.id === url) };
};
const documentLoader = async (url) => {
  const found = known(url);
  if (!found) throw new Error(`nothing is fetched: ${url}`);
  return answer(found, url);
};
// The other one resolves identifiers and lists by itself: its requests end here.
globalThis.fetch = async (request) => {
  const url = String(request.url ?? request);
  const did = Object.keys(documents).find((one) => url === `https://${one.split(":")[2]}/.well-known/did.json`);
  const found = did ? documents[did] : lists[url];
  return new Response(JSON.stringify(found ?? {}), { status: found ? 200 : 404, headers: { "content-type": "application/json" } });
};
async function bazaar(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus: (options) => checkStatus({ ...options, verifyBitstringStatusListCredential: true, suite, documentLoader }) });
  const status = (result.statusResult?.results ?? []).map((one) => one.status);
  return { verified: result.verified && !status.includes(true), signature: result.results?.every((one) => one.verified) ?? false, revoked: status.includes(true), error: result.error && String(result.error.errors?.[0] ?? result.error).slice(0, 200) };
}
async function consortium(credential) {
  const result = await verifyCredential({ credential, knownDIDRegistries: [] });
  const log = Object.fromEntries((result.log ?? []).map((one) => [one.id, one.valid]));
  return { signature: log.valid_signature === true, revoked: log.revocation_status === false, log, error: result.errors?.[0] && JSON.stringify(result.errors[0]).slice(0, 300) };
}
const said = [];
for (const credential of cases) {
  const found = {};
  for (const [name, verify] of [["bazaar", bazaar], ["consortium", consortium]])
    try { found[name] = await verify(structuredClone(credential)); } catch (error) { found[name] = { signature: false, verified: false, revoked: false, error: String(error).slice(0, 300) }; }
  said.push(found);
}
console.log(JSON.stringify(said));
