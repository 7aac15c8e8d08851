/* The row generator's drawing, fetched again a moment after the last change:
   <form data-module="booths/row_preview" data-address="…" data-target="#preview">. */

import { after } from "../lib/later.js";

const WAIT_MS = 300;

export default function (form) {
  const view = document.querySelector(form.dataset.target);
  let asked = null;

  const query = () => {
    const data = new FormData(form);
    data.delete("csrf_token");
    return new URLSearchParams(data);
  };
  const refresh = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.address}?${query()}`, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (answer.ok || answer.status === 422) view.innerHTML = await answer.text();
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    view.dataset.stale = "false";
  };
  const later = after(WAIT_MS, refresh);
  form.addEventListener("input", () => { view.dataset.stale = "true"; later.start(); });
}
