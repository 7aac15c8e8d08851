/** The live board refreshes itself: the server's own partial, 304 while nothing changed.
 *  A folded table that the reader opened stays open, and how old the figures are is always said. */

import { keepAwake } from "./display.js";

export default function board(element) {
  const place = element.querySelector("[data-board]");
  const state = element.querySelector("[data-board-state]");
  const every = Number(element.dataset.seconds) * 1000;
  let last = new Date();
  let tag = "";

  async function refresh() {
    if (document.hidden) return;
    try {
      const headers = { Accept: "text/html", ...(tag && { "If-None-Match": tag }) };
      const response = await fetch(element.dataset.address, { headers, cache: "no-store" });
      if (!response.ok && response.status !== 304) throw new Error(String(response.status));
      if (response.status === 200) show(await response.text());
      tag = response.headers.get("ETag") ?? tag;
      last = new Date();
      say(state.dataset.wordFresh);
    } catch {
      say(state.dataset.wordStale);
    }
  }

  function show(html) {
    const open = [...place.querySelectorAll("details")].map((fold) => fold.open);
    place.innerHTML = html;
    place.querySelectorAll("details").forEach((fold, i) => { fold.open = open[i] ?? fold.open; });
  }

  function say(sentence) {
    const time = last.toLocaleTimeString("vi-VN", { hour12: false });
    state.textContent = sentence.replace("{time}", time);
  }

  const wide = element.querySelector("[data-board-wide]");
  if (wide && element.requestFullscreen) fillsTheScreen(element, wide);

  setInterval(refresh, every);
  document.addEventListener("visibilitychange", refresh);
}

/* On a wall a board stands alone, large, and the screen stays on. */
function fillsTheScreen(element, button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else element.requestFullscreen().then(keepAwake);
  });
  document.addEventListener("fullscreenchange", () => {
    button.setAttribute("aria-pressed", String(document.fullscreenElement === element));
  });
}
