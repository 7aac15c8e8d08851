/* Narrows a table that is on the page whole while one types, ignoring diacritics:
   <input type="search" data-module="lib/table_filter" data-rows="#products tbody tr" data-count="#found">. */

import { fold, matches } from "./fold.js";

export default function (input) {
  const rows = [...document.querySelectorAll(input.dataset.rows)].map((row) => [row, fold(row.textContent)]);
  const count = input.dataset.count ? document.querySelector(input.dataset.count) : null;
  input.addEventListener("input", () => {
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !matches(text, input.value);
      shown += row.hidden ? 0 : 1;
    }
    if (count) count.textContent = shown.toLocaleString("vi-VN");
  });
}
