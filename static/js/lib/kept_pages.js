/* For service workers of pages that must open without a network: what comes from it is kept, and what does not come, or
   not soon enough, is taken from there. A page that the server no longer gives is forgotten.

   `isPage(path)` says which pages; `instead(path)` names other kept pages to show in its place, the best first. */

const PATIENCE_MS = 4000;

export function keepPages({ cache: name, isPage, instead = (path) => [path] }) {
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== self.location.origin) return;
    if (isPage(pathname) || pathname.startsWith("/static/")) event.respondWith(fromNetworkOrKept(request, pathname));
  });

  async function fromNetworkOrKept(request, pathname) {
    const cache = await caches.open(name);
    const kept = await keptOf(cache, pathname);
    const answer = fetched(cache, request, pathname);
    if (!kept) return answer.catch(() => Response.error());
    const patience = new Promise((resolve) => { setTimeout(() => resolve(kept), PATIENCE_MS); });
    return Promise.race([answer, patience]).catch(() => kept);
  }

  async function fetched(cache, request, pathname) {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(pathname, answer.clone());
    else if (isPage(pathname) && answer.status < 500) await cache.delete(pathname);
    return answer;
  }

  async function keptOf(cache, pathname) {
    for (const path of instead(pathname)) {
      const kept = await cache.match(path);
      if (kept) return kept;
    }
    return null;
  }
}
