// The verification page: what is dropped, chosen or pasted is checked here, without a network; what needs others' keys goes to the hub.
const form = document.getElementById("verify"), words = JSON.parse(document.getElementById("verify-words").textContent);
const place = document.getElementById("found"), keep = document.getElementById("keep");
const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
const day = (text) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(text));
let here = null;

async function known() {
  if (here) return here;
  const [contexts, snapshot] = await Promise.all([form.dataset.contexts, form.dataset.snapshot].map(async (address) => (await fetch(address, { cache: "no-cache" })).json()));
  return (here = { contexts, ...snapshot });
}
async function codes(file) {
  if (!("BarcodeDetector" in window) || !/^image\//.test(file.type)) return [];
  try {
    const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file));
    return found.map((one) => one.rawValue).sort((one, other) => other.length - one.length);
  } catch { return []; }
}
async function check(input, file) {
  const { open } = await import("./opening.js"), { verify } = await import("./verifying.js");
  let opened;
  try { opened = await open(input); } catch (error) {
    const text = file ? (await codes(file)).find((one) => one.startsWith("OB1:")) : null;
    if (!text) throw error;
    opened = await open(text);
  }
  return verify(opened, await known(), Date.now());
}

function element(name, text, more = {}) { const made = Object.assign(document.createElement(name), more); if (text !== undefined) made.textContent = text; return made; }
function* fields(value, path) {
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) yield [path, value.join(", ")];
  else if (Array.isArray(value)) for (const [at, one] of value.entries()) yield* fields(one, value.length > 1 ? `${path}/${at}` : path);
  else if (typeof value === "object" && value !== null) {
    if ("@value" in value) yield [path, String(value["@value"])];
    else for (const [name, inner] of Object.entries(value)) yield* fields(inner, path ? `${path}/${name}` : name);
  } else yield [path, String(value)];
}
const first = (value) => (Array.isArray(value) ? value[0] : value);
function show(report) {
  const [mood, heading, meaning] = words.verdicts[report.verdict], credential = report.credential, subject = first(credential.credentialSubject) ?? {};
  const box = element("section", undefined, { className: `panel verdict ${mood}-box`, id: "result", tabIndex: -1 });
  box.append(element("h2", heading), element("p", meaning));
  if (["valid", "revoked", "suspended", "status-unknown"].includes(report.verdict))
    box.append(element("p", report.statusAsOf ? words.asOf.replace("{at}", when.format(report.statusAsOf)) : report.verdict === "valid" ? words.noList : words.noStatus));
  const why = [...new Set(report.problems.map((one) => words.problems[one.code]).filter(Boolean))];
  if (why.length && report.verdict !== "valid") { const list = element("ul"); list.append(...why.map((one) => element("li", one))); box.append(list); }
  const sheet = element("dl", undefined, { className: "sheet" });
  const row = (label, ...values) => { const line = element("div"), data = element("dd"); data.append(...values); line.append(typeof label === "string" ? element("dt", label) : label, data); sheet.append(line); };
  const bdi = (text) => element("bdi", text);
  if (report.verdict !== "invalid") {
    const name = [].concat(subject.identifier ?? []).find((one) => one.identityType === "name" && !one.hashed)?.identityHash;
    row(words.labels.name, name ? bdi(name) : words.labels.nameless);
    row(words.labels.achieved, bdi(String(subject.achievement?.name ?? credential.name ?? "")));
    row(words.labels.issuer, bdi(String(credential.issuer?.name ?? "")), element("small", report.issuer, { dir: "ltr" }), element("small", words.keys[report.keysFrom] ?? ""));
    if (credential.awardedDate) row(words.labels.awarded, day(credential.awardedDate));
    row(words.labels.until, credential.validUntil ? day(credential.validUntil) : words.labels.endless);
    box.append(sheet);
  }
  const all = element("details"), rows = element("dl", undefined, { className: "sheet" });
  all.append(element("summary", report.verdict === "invalid" ? words.labels.claims : words.labels.everything), rows);
  const { proof: _proof, "@context": _context, ...signed } = credential;
  for (const [path, value] of fields(signed, "")) { const line = element("div"), data = element("dd"); data.append(bdi(value)); line.append(element("dt", path, { dir: "ltr" }), data); rows.append(line); }
  box.append(all);
  if (report.problems.length) {
    const details = element("details"), list = element("ul", undefined, { dir: "ltr", lang: "en" });
    list.append(...report.problems.map((one) => element("li", `${one.code} ${one.path}: ${one.detail}`)));
    details.append(element("summary", words.labels.specialists), list); box.append(details);
  }
  box.append(element("p", words.here, { className: "small quiet" }));
  place.replaceChildren(box);
  box.focus();
}
async function work(input, file) {
  place.replaceChildren(element("p", words.working, { className: "note" }));
  try {
    const report = await check(input, file);
    // Somebody else's keys or ways of signing: the hub can ask, this page cannot.
    if (report.verdict === "unchecked" && navigator.onLine) return form.submit();
    show(report);
  } catch (error) {
    if (navigator.onLine) return form.submit();
    place.replaceChildren(element("p", words.opening[error.code] ?? words.opening.none, { className: "wrong", role: "alert" }));
  }
}
async function read() {
  const file = form.elements.file.files[0], text = form.elements.text.value.trim();
  if (file && file.size > 20_000_000) return work("");
  if (file) return work(await file.arrayBuffer(), file);
  if (text) return work(text);
  form.elements.file.focus();
}
form.addEventListener("submit", (event) => { event.preventDefault(); read(); });
form.elements.file.addEventListener("change", read);
for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => { event.preventDefault(); form.dataset.drop = ""; });
document.addEventListener("dragleave", () => delete form.dataset.drop);
document.addEventListener("drop", (event) => {
  event.preventDefault();
  delete form.dataset.drop;
  if (event.dataTransfer.files.length) { form.elements.file.files = event.dataTransfer.files; read(); }
});
if (keep && "serviceWorker" in navigator) {
  keep.hidden = false;
  keep.querySelector("button").addEventListener("click", async () => {
    await navigator.serviceWorker.register(keep.dataset.worker);
    await navigator.serviceWorker.ready;
    keep.replaceChildren(element("p", words.kept, { className: "good", role: "status" }));
  });
}
