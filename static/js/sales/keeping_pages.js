/* Keeps the diary's pages on the phone: this one, and those of the days that are still to be answered for. */

const CACHE = "diary-1";

export async function keepThesePages(worker) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: "/producer/applications/", type: "module" });
    if (document.readyState !== "complete") await new Promise((done) => { window.addEventListener("load", done, { once: true }); });
    const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
    const files = loaded.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/static/"));
    const days = [...document.querySelectorAll(".day-strip [data-keep]")].map((link) => link.pathname);
    const cache = await caches.open(CACHE);
    await cache.addAll([...new Set([...files.map(({ pathname }) => pathname), ...days])]);
    document.documentElement.dataset.kept = "yes";
  } catch (error) {
    console.warn("diary pages", error); // private windows refuse to keep anything; the page itself works all the same
  }
}
