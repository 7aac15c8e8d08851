/* A form that is kept as it is typed: <form data-module="lib/autosave" data-save-url="…"> posts its fields there a
   moment after the last change and when the page is left. The note is [data-save-note] inside the form, with words in
   data-word-saving, data-word-saved and data-word-failed. The server answers 2xx, or JSON {"error": {"sentence"}}. */

import { after } from "./later.js";

const WAIT_MS = 800;

export default function (form) {
  const note = form.querySelector("[data-save-note]");
  const say = (state, sentence) => {
    if (!note) return;
    note.dataset.state = state;
    note.textContent = sentence ?? note.dataset[`word${state.replace(/^./, (c) => c.toUpperCase())}`] ?? "";
  };

  let dirty = false;
  const save = async () => {
    dirty = false;
    say("saving");
    try {
      const answer = await fetch(form.dataset.saveUrl, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: true,
      });
      if (answer.ok) { say("saved"); form.dispatchEvent(new Event("saved")); return; }
      say("failed", (await answer.json().catch(() => null))?.error?.sentence);
    } catch {
      say("failed");
    }
    dirty = true;
  };
  const soon = after(WAIT_MS, save);

  form.addEventListener("input", () => { dirty = true; soon.start(); });
  form.addEventListener("submit", () => { dirty = false; soon.stop(); });
  const leave = () => { if (dirty && document.visibilityState === "hidden") { soon.stop(); save(); } };
  document.addEventListener("visibilitychange", leave);
  window.addEventListener("online", () => { if (dirty) soon.start(); });
}
