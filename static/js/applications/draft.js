/* An application that is kept as it is typed: each changed field is sent by itself, with how often it had been changed
   when this page last heard of it. Without network nothing is lost: what was typed stays in the page and on the device,
   and is sent when the network is back. What another device saved is shown, never overwritten unseen. */

import { after } from "../lib/later.js";
import { changed, leftover, message, pause, readLeftover, snapshot, toShow } from "./changes.js";
import { asServed, choose, fill, follow, mark } from "./filling.js";
import { staff } from "./staff.js";

const WAIT_MS = 900;

export default function (form) {
  const fields = form.elements.shown.value.split(" ");
  const words = form.dataset;
  const note = form.querySelector("[data-save-note]");
  const news = form.querySelector("[data-elsewhere]");
  const gaps = form.querySelector("[data-gaps]");
  const take = () => snapshot([...new FormData(form)].filter(([, value]) => typeof value === "string"), fields);
  const addRow = staff(form, () => typed());
  const store = storage(`draft-${words.key}`);
  let seen = JSON.parse(form.elements.seen.value || "{}");
  const kept = snapshot(asServed(form), fields);
  let held = {}; // fields of which another device saved something else: field → its pairs
  let attempts = 0;
  let sending = false;
  let stopped = false;

  const say = (state, extra = "") => {
    note.dataset.state = state;
    note.textContent = `${words[`word${state[0].toUpperCase()}${state.slice(1)}`]}${extra}`;
  };
  const unsent = () => changed(kept, take()).filter((field) => !(field in held));

  async function send({ asks = false } = {}) {
    if (stopped || sending) return;
    const now = take();
    const changes = unsent();
    if (changes.length === 0 && !asks) return;
    sending = true;
    if (changes.length) say("saving");
    try {
      const answer = await fetch(words.saveUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
        body: JSON.stringify(message(now, changes, seen, form.elements.layout.value)),
        keepalive: true,
      });
      const said = await answer.json();
      if (answer.ok || said.errors) settle(now, changes, said);
      else if (answer.status === 409 && attempts < 2) later();
      else stop(said.error?.sentence);
    } catch {
      if (changes.length) { say("offline"); later(); }
    } finally {
      sending = false;
    }
    if (!stopped && attempts === 0 && unsent().length > 0) soon.start();
  }

  function settle(now, changes, said) {
    attempts = 0;
    for (const field of changes) {
      if (field in said.elsewhere) { hold(field, said); continue; }
      kept.set(field, now.get(field));
      mark(form, field, said.errors[field]);
    }
    show(said);
    tell(said.seen);
    gaps.innerHTML = said.gaps;
    form.querySelector("[data-papers]").innerHTML = said.papers;
    if (form.querySelector("[data-late-error], [data-other]")) say("partly");
    else if (unsent().length) say("typed"); // while this was on its way
    else if (changes.length) say("saved", ` ${said.saved}`);
    if (unsent().length === 0) store.clear();
    if (said.stale) renew(said.stale);
    form.dispatchEvent(new Event("saved"));
  }

  /* Of what others have changed, each field that nobody touches here is shown as it is now. */
  function show(said) {
    const fresh = toShow(said.values, unsent(), held).filter((field) => seen[field] !== said.seen[field] && kept.has(field));
    const before = take();
    for (const field of fresh) fill(form, field, said.values[field], addRow);
    form.dispatchEvent(new Event("filled"));
    const now = take();
    const different = changed(before, now);
    for (const field of fresh) kept.set(field, now.get(field));
    if (different.length === 0) return;
    news.hidden = false;
    news.textContent = `${words.wordElsewhere} ${different.map((field) => nameOf(field)).join(", ")}`;
  }

  function hold(field, said) {
    held[field] = said.values[field];
    choose(form, field, said.elsewhere[field], { take: words.wordTake, hold: words.wordHold }, {
      take: () => {
        fill(form, field, held[field], addRow);
        delete held[field];
        kept.set(field, take().get(field));
        form.dispatchEvent(new Event("filled"));
        say("saved");
      },
      hold: () => { delete held[field]; send(); },
    });
  }

  function tell(counts) {
    seen = counts;
    form.elements.seen.value = JSON.stringify(counts);
  }

  function nameOf(field) {
    const part = document.getElementById(`part-${field}`);
    return part?.querySelector("legend, label")?.firstChild?.textContent.trim() ?? field;
  }

  /* The form itself has changed: one's words are kept, and the new page is one touch away. */
  function renew(sentence) {
    news.hidden = false;
    const link = document.createElement("a");
    link.href = window.location.href.split("#")[0];
    link.textContent = words.wordReload;
    news.replaceChildren(`${sentence} `, link);
  }

  function later() {
    setTimeout(send, pause(attempts));
    attempts += 1;
  }

  function stop(sentence) {
    stopped = true;
    say("stopped");
    if (sentence) note.textContent = sentence;
  }

  function keepHere() {
    const changes = unsent();
    if (changes.length) store.set(leftover(take(), changes, seen));
    else store.clear();
  }

  /* What this device could not send before its page was closed. It is sent as if typed now, so that what others have
     saved since is not undone. */
  function bringBack() {
    const left = readLeftover(store.get(), fields);
    note.dataset.state = "saved";
    if (left.fields.length === 0) { typed(); return; }
    for (const [field, pairs] of left.fields) {
      fill(form, field, pairs, addRow);
      if (field in left.seen || field in seen) seen[field] = left.seen[field] ?? 0;
    }
    form.dispatchEvent(new Event("filled"));
    if (unsent().length === 0) { store.clear(); return; }
    say("back");
    soon.start();
  }

  const soon = after(WAIT_MS, send);
  const typed = () => { keepHere(); if (unsent().length) { say("typed"); soon.start(); } };

  /* A telephone number is whole only when one leaves it; everything else is kept while it is typed. */
  form.addEventListener("input", (event) => { if (!event.target.name?.endsWith("-phone")) typed(); });
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => { soon.stop(); stopped = true; store.clear(); });
  window.addEventListener("online", () => { attempts = 0; send(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") { soon.stop(); send(); } else send({ asks: true });
  });
  window.addEventListener("beforeunload", (event) => { if (!stopped && unsent().length) event.preventDefault(); });

  follow(form);
  foldGaps(gaps);
  bringBack();
}

/* A page of its own; where a browser keeps nothing, nothing is kept. */
function storage(key) {
  const attempt = (act) => { try { return act(); } catch { return null; } };
  return {
    get: () => attempt(() => localStorage.getItem(key)),
    set: (text) => attempt(() => localStorage.setItem(key, text)),
    clear: () => attempt(() => localStorage.removeItem(key)),
  };
}

/* On a phone the list of what is missing unfolds when its heading is touched. */
function foldGaps(gaps) {
  gaps.addEventListener("click", (event) => {
    if (event.target.closest(".gaps__head")) gaps.dataset.open = String(gaps.dataset.open !== "true");
    else if (event.target.closest("a")) gaps.dataset.open = "false";
  });
}
