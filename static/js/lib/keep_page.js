/* Keeps a page on the machine, so that it opens without a network: a service worker for later visits, and a copy of
   the page with everything it has loaded for the first one.

   <article data-worker="/pass/worker.js" data-scope="/pass/">; data-also: other addresses, with blanks between.
   [data-kept] inside is shown once it is done. */

function everythingLoaded(page) {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const also = (page.dataset.also ?? "").split(" ").filter(Boolean);
  return [location.pathname, ...also, ...loaded.filter((name) => name.startsWith(`${location.origin}/static/`))];
}

export default async function (page) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  try {
    const { worker, scope } = page.dataset;
    await navigator.serviceWorker.register(worker, { scope });
    await (await caches.open(`${scope.replaceAll("/", "")}-1`)).addAll([...new Set(everythingLoaded(page))]);
    const note = page.querySelector("[data-kept]");
    if (note) note.hidden = false;
  } catch {
    // Private windows refuse to keep anything; the page itself works all the same.
  }
}
