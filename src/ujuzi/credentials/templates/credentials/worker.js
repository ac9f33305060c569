// Keeps the verification page for use without a network. Made by the hub: names of files change with their contents.
const NAME = "verify-{{ version }}", FILES = {{ files|safe }}, FRESH = {{ fresh|safe }}, PAGES = /^\/[a-z-]+\/verify\/$/;
self.addEventListener("install", (event) => event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...FILES, ...FRESH])).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(caches.keys()
  .then((names) => Promise.all(names.filter((name) => name.startsWith("verify-") && name !== NAME).map((name) => caches.delete(name))))
  .then(() => self.clients.claim())));
async function newest(request, key) {
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(NAME)).put(key, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(key);
    if (kept) return kept;
    throw error;
  }
}
self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (FILES.includes(pathname) && !PAGES.test(pathname)) event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  else if (FRESH.includes(pathname) || PAGES.test(pathname)) event.respondWith(newest(request, pathname));
});
