/* The pass number as it is printed on a badge: Crockford's base32 with a check symbol.
   Twin of fairapp/domain/printed_ids.py. */

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
const MISTAKEN = { I: "1", L: "1", O: "0" };

export function printedId(number) {
  let digits = "";
  for (let rest = number, i = 0; i < 8; i += 1, rest = Math.floor(rest / 32)) {
    digits = SYMBOLS[rest % 32] + digits;
  }
  return `${digits.slice(0, 4)}-${digits.slice(4)}-${SYMBOLS[number % 37]}`;
}

/* The number, or null when it was mistyped. */
export function parsePrintedId(text) {
  const bare = text.replace(/[ \t\r\n\u00a0-]/g, "");
  if (!/^[0-9A-Za-z]{8}[0-9A-Za-z*~$=]$/.test(bare)) return null;
  const symbols = [...bare.toUpperCase()].map((c) => SYMBOLS.indexOf(MISTAKEN[c] ?? c));
  const check = symbols.pop();
  if (check < 0 || symbols.some((symbol) => symbol < 0 || symbol > 31)) return null;
  const number = symbols.reduce((sum, symbol) => sum * 32 + symbol, 0);
  return number % 37 === check ? number : null;
}
