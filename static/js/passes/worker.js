/* The service worker of a holder's pass: what comes from the network is kept, what does not come is taken from there. */

const CACHE = "pass-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/") || /^\/pass\/[^/]+$/.test(address.pathname)) {
    event.respondWith(fromNetworkOrKept(request));
  }
});

async function fromNetworkOrKept(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch {
    return (await cache.match(request)) ?? Response.error();
  }
}
