// Stands before every page of this site and steps in only where the network does not: then a page that was taken along is opened with the
// device's key. It keeps nothing by itself, and never answers for the server while that can be reached.
const ASSETS = "assets";
const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(request, pathname));
});

async function asset(request) {
  const kept = await caches.match(request, { cacheName: ASSETS });
  return kept ?? fetch(request);
}

async function page(request, pathname) {
  try {
    return await fetch(request);
  } catch (fault) {
    const html = (await kept(pathname)) ?? (await kept("/outbox"));
    if (html === undefined) throw fault;
    return new Response(html, { headers: HEADERS });
  }
}

// the pages make the database: where there is none yet, nothing is kept
function database() {
  const asked = indexedDB.open("xunjian");
  asked.onupgradeneeded = () => asked.transaction.abort();
  return answer(asked);
}

const answer = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function kept(path) {
  const db = await database().catch(() => null);
  if (!db) return undefined;
  try {
    const stores = db.transaction(["facts", "keys", "pages"]);
    const account = (await answer(stores.objectStore("facts").get("account")))?.value;
    if (!account) return undefined;
    const reader = (await answer(stores.objectStore("facts").get(`reader/${account}`)))?.value;
    // whoever the server has not heard of for so long reads nothing here
    if (!reader || Date.now() - reader.at > reader.days * 24 * 3600 * 1000) return undefined;
    const [key, page] = await Promise.all([answer(stores.objectStore("keys").get(account)), answer(stores.objectStore("pages").get([account, path]))]);
    if (!key || !page) return undefined;
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: page.iv }, key.key, page.data));
  } catch {
    return undefined;
  } finally {
    db.close();
  }
}
