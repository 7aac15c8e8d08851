/* The scanner's service worker. The server puts `KEPT` before it: {version, language, shells: {language: address},
   files: {address: hash}}.

   All files of one version stand in one cache. They are checked against their hashes when they come, so a deploy in the
   middle of the fetching never leaves a mixture: the new worker is given up, the old one goes on, and the browser
   tries again. A new version waits until the page says that nobody is scanning. */

/* global KEPT */

const PREFIX = "gate-";
const CACHE = PREFIX + KEPT.version;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const shell = shellOf(address);
    if (shell) event.respondWith(kept(shell, request));
  } else if (address.pathname in KEPT.files) {
    event.respondWith(kept(address.pathname, request));
  }
});

/* The page in the language that is asked for by name; without a name, in that of whoever fetched this worker. */
function shellOf({ pathname, searchParams }) {
  return ["/gate/", "/gate/enrol"].includes(pathname) ? KEPT.shells[searchParams.get("lang") ?? KEPT.language] : null;
}

async function kept(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

async function fill() {
  const cache = await caches.open(CACHE);
  const older = await Promise.all((await ours()).filter((name) => name !== CACHE).map((name) => caches.open(name)));
  await Promise.all(Object.entries(KEPT.files).map(async ([address, hash]) => {
    const answer = (await unchanged(older, address, hash)) ?? (await fetched(address, hash));
    await cache.put(address, answer);
  }));
}

/* What an earlier version already brought: a deploy costs a phone only what it changed. Pages and scripts come anew,
   because their headers (the policy) belong to them. */
async function unchanged(older, address, hash) {
  if (!/\.(wasm|woff2|css|png|svg)$/.test(address)) return null;
  for (const cache of older) {
    const answer = await cache.match(address);
    if (answer && (await hashOf(answer.clone())) === hash) return answer;
  }
  return null;
}

async function fetched(address, hash) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "same-origin" });
  if (!answer.ok || (await hashOf(answer.clone())) !== hash) throw new Error(`${address} is of another version`);
  return answer;
}

async function hashOf(answer) {
  const digest = await crypto.subtle.digest("SHA-256", await answer.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function takeOver() {
  await Promise.all((await ours()).filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}
