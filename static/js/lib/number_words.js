/* Vietnamese number words below a thousand, folded: hai tram ba muoi lam, muoi lam, hai mot, 12 tram.
   Twin of fairapp/domain/number_words.py. No document here: tested with node. */

export const DIGITS = { mot: 1, hai: 2, ba: 3, bon: 4, nam: 5, sau: 6, bay: 7, tam: 8, chin: 9 };
const AFTER_TENS = { ...DIGITS, tu: 4, lam: 5 };
const SHORT = { mot: 1, tu: 4, lam: 5 }; // follow another digit without "mươi": hai mốt
const WITH_ZERO = { ...DIGITS, khong: 0 };
const SKIPPED = ["linh", "le"];
const own = (table, word) => (Object.hasOwn(table, word) ? table[word] : undefined);
const digits = (word) => /^[0-9]+$/.test(word);

/* The number these words say, or null: nothing is guessed. */
export function numberOf(words) {
  if (words.length === 1 && own(WITH_ZERO, words[0]) !== undefined) return WITH_ZERO[words[0]];
  if (words.length >= 2 && words[1] === "tram") return withHundreds(words[0], words.slice(2));
  return tensOf(words);
}

function withHundreds(first, rest) {
  const hundreds = digits(first) ? Number(first) : own(WITH_ZERO, first);
  if (hundreds === undefined || hundreds > 99) return null;
  const below = belowHundred(rest);
  return below === null ? null : hundreds * 100 + below;
}

function belowHundred(rest) {
  if (rest.length === 0) return 0;
  if (rest.length === 1 && rest[0] === "ruoi") return 50;
  if (rest.length === 2 && SKIPPED.includes(rest[0])) return own(DIGITS, rest[1]) ?? null;
  if (rest.length === 1 && digits(rest[0])) return rest[0].length === 2 ? Number(rest[0]) : null;
  return tensOf(rest);
}

/* Ten to ninety-nine. */
function tensOf(words) {
  const [first, second] = words;
  if (first === "muoi" && words.length === 1) return 10;
  if (first === "muoi" && words.length === 2) return addTo(10, second);
  if ((second === "muoi" || second === "chuc") && words.length <= 3) return manyTens(first, second, words.slice(2));
  if (words.length === 2 && own(SHORT, second) && own(DIGITS, first) >= 2) return DIGITS[first] * 10 + SHORT[second];
  return null;
}

function manyTens(tens, word, ones) {
  const count = digits(tens) && tens.length === 1 ? Number(tens) : (own(DIGITS, tens) ?? 0);
  if (count < (word === "muoi" ? 2 : 1) || (ones.length && word !== "muoi")) return null;
  if (ones.length === 0) return count * 10;
  return addTo(count * 10, ones[0]);
}

function addTo(tens, word) {
  const ones = own(AFTER_TENS, word);
  return ones === undefined ? null : tens + ones;
}
