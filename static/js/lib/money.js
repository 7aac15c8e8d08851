/* Đồng as people write them: digits in groups of three, with full stops in Vietnamese and commas in English.
   No document here: tested with node. */

export const MARKS = { vi: ".", en: "," };

export function digitsOf(text) {
  return text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
}

export function grouped(text, mark = MARKS.vi) {
  return digitsOf(text).replace(/\B(?=(\d{3})+$)/g, mark);
}

/* Only digits so far, so that they can be grouped. "1.2" in English is a decimal: it stays as typed. */
export function isPlain(text, mark = MARKS.vi) {
  return new RegExp(`^[\\d${mark}\\s]*$`).test(text) || /^\d{1,3}(\.\d{3})+$/.test(text);
}

/* Where the cursor belongs after grouping: behind the same number of digits as before. */
export function cursorAfter(before, cursor, after) {
  let digits = before.slice(0, cursor).replace(/\D/g, "").length;
  let place = 0;
  while (place < after.length && digits > 0) {
    if (/\d/.test(after[place])) digits -= 1;
    place += 1;
  }
  return place;
}
