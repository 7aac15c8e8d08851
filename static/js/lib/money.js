/* Đồng as people write them: digits in groups of three with full stops. No document here: tested with node. */

export function digitsOf(text) {
  return text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
}

export function grouped(text) {
  return digitsOf(text).replace(/\B(?=(\d{3})+$)/g, ".");
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
