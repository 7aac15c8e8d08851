/* Cash is what was not transferred: <form data-module="sales/split"> with fields total and transfer, [data-split] keys that
   fill the second from the first, and [data-cash], which says the rest. */

import { readAmount } from "../lib/amounts.js";
import { MARKS, grouped } from "../lib/money.js";
import { cashOf, shareOf } from "./keys.js";

export default function (form) {
  const { total, transfer } = form.elements;
  const few = Number(form.dataset.few);
  const mark = MARKS[document.documentElement.lang] ?? MARKS.vi;
  const keys = form.querySelector("[data-split]");
  const cash = form.querySelector("[data-cash]");
  const read = (input) => readAmount(input.value, few).amount ?? null;

  const show = () => {
    const rest = cashOf(read(total), read(transfer));
    cash.textContent = rest === null ? "" : cash.dataset.word.replace("{amount}", `${grouped(String(rest), mark)}\u00a0₫`);
    keys.hidden = read(total) === null;
  };
  keys.addEventListener("click", ({ target }) => {
    const key = target.closest("button");
    if (!key) return;
    transfer.value = grouped(String(shareOf(read(total), Number(key.dataset.share))), mark);
    transfer.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", show);
  form.addEventListener("filled", show);
  show();
}
