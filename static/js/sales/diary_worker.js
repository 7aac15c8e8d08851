/* The diary's service worker: its pages open without a network, and what waits is sent when the network is back, also
   while no page is open (browsers without background sync send at the next opening). */

import { openStore } from "../gate/store.js";
import { keepPages } from "../lib/kept_pages.js";
import { deliverAll } from "./sending.js";

const DIARY = /^\/producer\/applications\/\d+\/diary(\/[\d-]+)?$/;
const HOURS_AHEAD = 7;

/* The diary without a day is today's, not the one that was open when the page was kept. */
function instead(path) {
  const day = new Date(Date.now() + HOURS_AHEAD * 3600_000).toISOString().slice(0, 10);
  return path.endsWith("/diary") ? [`${path}/${day}`, path] : [path];
}

keepPages({ cache: "diary-1", isPage: (path) => DIARY.test(path), instead });

self.addEventListener("sync", (event) => {
  if (event.tag === "diary") event.waitUntil(sendAll());
});

async function sendAll() {
  const results = await deliverAll(await openStore("diary"));
  if (results.some(([, { fate }]) => fate === "later")) throw new Error("some wait still"); // asked again later
}
