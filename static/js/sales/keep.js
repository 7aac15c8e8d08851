/* The diary on a phone without a network: <form data-module="sales/keep">. Each answer is written down on the phone before
   it is sent, and sent again until the server has said that it is kept. */

import { openStore } from "../gate/store.js";
import { uuid7 } from "../gate/uuid7.js";
import { deliver, deliverAll, ownAnswers, settle } from "./sending.js";
import { keepThesePages } from "./keeping_pages.js";
import { fillWith, openSince, pairsOf, refuseUnread } from "./form.js";
import { clockOf, rowOf } from "./waiting.js";

const RETRY_MS = [5000, 15000, 60000];

export default async function (form) {
  const words = JSON.parse(form.dataset.words);
  const note = form.querySelector("[data-kept]");
  const address = form.getAttribute("action");
  let store = null;
  let attempts = 0;
  let dirty = false;
  let awaited = null; // id of the answer that the note says is waiting

  const say = (name, row, sentence = "") => {
    note.hidden = false;
    note.dataset.state = name;
    note.textContent = (words[name] ?? "").replace("{time}", row ? clockOf(row.at) : "").replace("{sentence}", sentence);
  };

  openSince(form);
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", onSubmit);
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  window.addEventListener("online", () => sendWaiting());
  try {
    store = await openStore("diary");
  } catch (error) {
    console.warn("diary store", error); // private windows keep nothing: the form is sent as any other
    return;
  }
  await bringBack();
  await sendWaiting();
  keepThesePages(form.dataset.worker);

  async function mine() {
    const { rows, kept } = await store.read();
    return { former: rows.filter((row) => row.address === address), kept };
  }

  async function onSubmit(event) {
    if (refuseUnread(form, event.submitter)) { event.preventDefault(); return; }
    dirty = false;
    if (!store) return;
    event.preventDefault();
    awaited = null;
    const pairs = pairsOf(form, event.submitter);
    const { former, kept } = await mine();
    const row = rowOf(uuid7(), address, pairs, new Date().toISOString(), former, ownAnswers(kept, address));
    try {
      await store.write({ add: [row], drop: former.map(({ id }) => id) });
    } catch {
      say("unkept", row);
      sendAsForm(row);
      return;
    }
    say("sending", row);
    const result = await deliver(row, form.elements.csrf_token.value);
    if (result.fate === "refused") {
      await store.write({ drop: [row.id] });
      sendAsForm(row); // the server's page says what is wrong and where
      return;
    }
    await settle(store, row, result);
    if (result.fate === "sent") location.assign(address);
    else { tell(row, result); wait(); }
  }

  function sendAsForm(row) {
    fillWith(form, row.pairs);
    form.submit();
  }

  function tell(row, { fate, sentence }) {
    awaited = ["later", "signed_out"].includes(fate) ? row.id : null;
    if (fate === "later") say("kept", row);
    else if (fate === "signed_out") say("signed_out", row);
    else if (fate === "refused") say("refused", row, sentence);
  }

  /* What was written here before the page was closed. */
  async function bringBack() {
    const { former } = await mine();
    const row = former.at(-1);
    if (!row) {
      if (!navigator.onLine) say("offline");
      return;
    }
    fillWith(form, row.pairs);
    tell(row, row.problem ? { fate: "refused", sentence: row.problem } : { fate: "later" });
  }

  async function sendWaiting() {
    if (!store) return;
    const results = await deliverAll(store);
    const own = results.find(([row]) => row.address === address);
    if ((own?.[1].fate === "sent" || (await isGone())) && !dirty) { location.reload(); return; }
    if (own) tell(...own);
    if (results.some(([, { fate }]) => fate === "later")) wait();
  }

  /* The service worker was faster. */
  async function isGone() {
    return awaited !== null && (await mine()).former.every(({ id }) => id !== awaited);
  }

  async function wait() {
    const pause = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)];
    attempts += 1;
    setTimeout(sendWaiting, pause);
    const registration = await navigator.serviceWorker?.getRegistration("/producer/applications/");
    await registration?.sync?.register("diary").catch(() => {}); // the page itself goes on trying
  }
}
