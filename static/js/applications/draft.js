/* An application that is kept as it is typed: each changed field is sent by itself, so two devices do not undo each
   other. Without network nothing is lost: what was typed stays in the page and is sent when the network is back. */

import { after } from "../lib/later.js";
import { changed, message, pause, snapshot } from "./changes.js";
import { staff } from "./staff.js";

const WAIT_MS = 900;
const FIELDS = [
  "booth_kind", "booth_count", "power_watts", "water", "open_flame", "cold_storage", "lorry",
  "goods", "papers", "staff", "wished_zone_id", "wishes", "committed",
];

export default function (form) {
  const note = form.querySelector("[data-save-note]");
  const gaps = form.querySelector("[data-gaps]");
  const take = () => snapshot([...new FormData(form)].filter(([, value]) => typeof value === "string"), FIELDS);
  let kept = take();
  let attempts = 0;
  let sending = false;
  let stopped = false;

  const say = (state, extra = "") => {
    note.dataset.state = state;
    note.textContent = `${form.dataset[`word${state[0].toUpperCase()}${state.slice(1)}`]}${extra}`;
  };

  async function send() {
    if (stopped || sending) return;
    const now = take();
    const fields = changed(kept, now);
    if (fields.length === 0) return;
    sending = true;
    say("saving");
    try {
      const answer = await fetch(form.dataset.saveUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
        body: JSON.stringify(message(now, fields)),
        keepalive: true,
      });
      const said = await answer.json();
      if (answer.ok || said.errors) settle(now, fields, said);
      else if (answer.status === 409 && attempts < 2) later();
      else stop(said.error?.sentence);
    } catch {
      say("offline");
      later();
    } finally {
      sending = false;
    }
    if (!stopped && attempts === 0 && changed(kept, take()).length > 0) soon.start();
  }

  function settle(now, fields, said) {
    attempts = 0;
    for (const field of fields) {
      kept.set(field, now.get(field));
      mark(field, said.errors?.[field]);
    }
    gaps.innerHTML = said.gaps;
    form.querySelector("[data-papers]").innerHTML = said.papers;
    if (form.querySelector("[data-late-error]")) say("partly");
    else say("saved", ` ${said.saved}`);
    form.dispatchEvent(new Event("saved"));
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

  /* The sentence stands at the end of the field's part of the page, and goes when the field is right again. */
  function mark(field, sentence) {
    const part = partOf(form, field);
    part.querySelector(`[data-late-error="${field}"]`)?.remove();
    if (!sentence) return;
    const line = document.createElement("p");
    line.className = "field__error";
    line.dataset.lateError = field;
    line.textContent = sentence;
    part.append(line);
  }

  const soon = after(WAIT_MS, send);
  const unsent = () => !stopped && changed(kept, take()).length > 0;
  const typed = () => { if (unsent()) { say("typed"); soon.start(); } };

  /* A telephone number is whole only when one leaves it; everything else is kept while it is typed. */
  form.addEventListener("input", (event) => { if (!event.target.name?.endsWith("-phone")) typed(); });
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => { soon.stop(); stopped = true; });
  window.addEventListener("online", () => { attempts = 0; send(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { soon.stop(); send(); } });
  window.addEventListener("beforeunload", (event) => { if (unsent()) event.preventDefault(); });

  staff(form, typed);
  foldGaps(gaps);
}

/* The field itself where it has a frame of its own, else its part of the page. */
function partOf(form, field) {
  const input = form.elements[field];
  const element = input instanceof RadioNodeList ? input[0] : input;
  return element?.closest(".field") ?? document.getElementById(`part-${field}`) ?? form;
}

/* On a phone the list of what is missing unfolds when its heading is touched. */
function foldGaps(gaps) {
  gaps.addEventListener("click", (event) => {
    if (event.target.closest(".gaps__head")) gaps.dataset.open = String(gaps.dataset.open !== "true");
    else if (event.target.closest("a")) gaps.dataset.open = "false";
  });
}
