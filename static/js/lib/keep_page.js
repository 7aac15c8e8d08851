/* Keeps a page on the machine, so that it opens without a network: a service worker for later visits, and a copy of
   the page with everything it has loaded for the first one.

   <article data-worker="/pass/worker.js" data-scope="/pass/">; data-also: other addresses, with blanks between.
   [data-kept] inside is shown once it is done, and the page itself says data-is-kept. */

const SETTLED_MS = 500;

function everythingLoaded(page) {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const also = (page.dataset.also ?? "").split(" ").filter(Boolean);
  return [location.pathname, ...also, ...loaded.filter((name) => name.startsWith(`${location.origin}/static/`))];
}

/* Modules come after one another: the list is whole when nothing has been added to it for a while. */
async function onceLoaded(page) {
  for (let before = [];;) {
    const loaded = everythingLoaded(page);
    if (loaded.length === before.length) return [...new Set(loaded)];
    before = loaded;
    await new Promise((done) => { setTimeout(done, SETTLED_MS); });
  }
}

export default async function (page) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  try {
    const { worker, scope } = page.dataset;
    await navigator.serviceWorker.register(worker, { scope });
    await (await caches.open(`${scope.replaceAll("/", "")}-1`)).addAll(await onceLoaded(page));
    page.dataset.isKept = "";
    const note = page.querySelector("[data-kept]");
    if (note) note.hidden = false;
  } catch {
    // Private windows refuse to keep anything; the page itself works all the same.
  }
}
