/* What a choice would cost, in a live region beside it, before its button is pressed: the server's own words. */

import { questionOf } from "./moves.js";

const asked = new WeakMap(); // form → the latest question

/* The last question counts; until its answer is there, nothing is said of the choice before. */
export async function sayPrice(board, form) {
  const price = form.querySelector("[data-price]");
  const question = questionOf(Object.fromEntries(new FormData(form)));
  asked.set(form, question);
  show(price, { head: board.dataset.wordAsking });
  const answer = await fetch(`${board.dataset.whatIf}?${question}`).then((r) => (r.ok ? r.json() : null), () => null);
  if (asked.get(form) !== question) return;
  show(price, answer ?? { head: board.dataset.wordFailed });
}

function show(price, { fits = true, head, lines = [] }) {
  price.classList.toggle("chosen__cost--bad", !fits);
  price.querySelector("span").textContent = head;
  price.querySelector("ul").replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
}
