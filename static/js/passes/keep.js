/* Keeps the pass on the phone, so that it opens at the gate without a network: a service worker for later visits, and
   a copy of this page with everything it has loaded for the first one. */

const CACHE = "pass-1";

function everythingLoaded() {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  return [location.pathname, ...loaded.filter((name) => name.startsWith(`${location.origin}/static/`))];
}

export default async function (page) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  try {
    await navigator.serviceWorker.register(page.dataset.worker, { scope: "/pass/" });
    await (await caches.open(CACHE)).addAll([...new Set(everythingLoaded())]);
    const note = page.querySelector("[data-kept]");
    if (note) note.hidden = false;
  } catch {
    // Private windows refuse to keep anything; the page itself works all the same.
  }
}
