/* The service worker of pages that are kept: what comes from the network is kept, what does not come is taken from
   there. Pages are the addresses right below its own, for instance /pass/secret. */

const SCOPE = new URL(self.registration.scope).pathname;
const CACHE = `${SCOPE.replaceAll("/", "")}-1`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/") || isPage(address.pathname)) {
    event.respondWith(fromNetworkOrKept(request));
  }
});

function isPage(path) {
  return path.startsWith(SCOPE) && !path.slice(SCOPE.length).includes("/");
}

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
