/* An input of đồng that groups its digits while one types. Text with letters ("2 triệu rưỡi") is left alone:
   the server reads it. */

import { cursorAfter, grouped } from "./money.js";

export default function (input) {
  const group = () => {
    if (!/^[\d.\s]*$/.test(input.value)) return;
    const before = input.value;
    const after = grouped(before);
    if (after === before) return;
    const cursor = cursorAfter(before, input.selectionStart ?? before.length, after);
    input.value = after;
    if (document.activeElement === input) input.setSelectionRange(cursor, cursor);
  };
  input.addEventListener("input", group);
  group();
}
