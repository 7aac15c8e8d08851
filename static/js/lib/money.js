/* Đồng as people write them: digits in groups of three, with full stops in Vietnamese and commas in English.
   No document here: tested with node. */

export const MARKS = { vi: ".", en: "," };

export function digitsOf(text) {
  return text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
}

export function grouped(text, mark = MARKS.vi) {
  return digitsOf(text).replace(/\B(?=(\d{3})+$)/g, mark);
}

/* Grouped by the book, by whomever. */
export function isGrouped(text, mark = MARKS.vi) {
  return new RegExp(`^\\d{1,3}([${mark}.]\\d{3})+$`).test(text);
}

/* Only digits so far, and marks that we have put there: they can be grouped anew. `last` is what we grouped before. A mark
   that somebody types may be a decimal one: 1.2 stays as typed, or "1.2 triệu" would become 12. */
export function isPlain(text, last = "", mark = MARKS.vi) {
  if (isGrouped(text, mark)) return true;
  const marks = (written) => written.split(mark).length - 1;
  return new RegExp(`^[\\d${mark}\\s]*$`).test(text) && marks(text) <= marks(last);
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
