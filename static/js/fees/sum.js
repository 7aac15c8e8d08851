/* Says under a list what the ticked rows come to: <form data-module="fees/sum"> with checkboxes that carry
   data-amount, and a paragraph data-sum with the words for nothing. */

import { MARKS, grouped } from "../lib/money.js";

export default function (form) {
  const words = form.querySelector("[data-sum]");
  if (!words) return;
  const mark = MARKS[document.documentElement.lang] ?? MARKS.vi;
  const tell = () => {
    const ticked = [...form.querySelectorAll("input[data-amount]:checked")];
    const total = ticked.reduce((sum, box) => sum + Number(box.dataset.amount), 0);
    words.textContent = ticked.length ? `${ticked.length}: ${grouped(String(total), mark)} ₫` : words.dataset.none;
  };
  form.addEventListener("change", tell);
  tell();
}
