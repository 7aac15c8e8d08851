/* An input of đồng that groups its digits while one types. Text with letters ("2 triệu rưỡi") is left alone:
   the server reads it. */

import { MARKS, cursorAfter, grouped, isPlain } from "./money.js";

export default function (input) {
  const mark = MARKS[document.documentElement.lang] ?? MARKS.vi;
  let last = ""; // as we grouped it
  const group = () => {
    const before = input.value;
    const plain = isPlain(before, last, mark);
    const after = plain ? grouped(before, mark) : before;
    last = plain ? after : "";
    if (after === before) return;
    const cursor = cursorAfter(before, input.selectionStart ?? before.length, after);
    input.value = after;
    if (document.activeElement === input) input.setSelectionRange(cursor, cursor);
  };
  input.addEventListener("input", group);
  group();
}
