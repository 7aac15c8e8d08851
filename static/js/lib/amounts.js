/* Amounts of đồng read as people type and say them, and spelled out in words. Twin of fairapp/domain/amounts.py and of
   `in_words`: the page says at once, and without a network, what the server will say. No document here: tested with node. */

import { fold } from "./fold.js";
import { DIGITS, numberOf } from "./number_words.js";

export const MOST = 10 ** 15;
export const FEW = 1000;
const LONGEST = 120;
const UNITS = { trieu: 1e6, tr: 1e6, ty: 1e9, ti: 1e9, nghin: 1e3, ngan: 1e3, ng: 1e3, k: 1e3 };
const TAIL_DIGITS = { ...DIGITS, tu: 4 };
const TOKEN = /( ?)([0-9]+(?:[., ][0-9]+)*|[a-z]+)/y;
const GROUPED = /^[1-9][0-9]{0,2}([., ])[0-9]{3}(?:\1[0-9]{3})*$/;
const FRACTION = "([0-9]{1,2}|[0-9]{4,})";
const GROUPED_AND_BROKEN = new RegExp(
  `^(?:([1-9][0-9]{0,2}(?:\\.[0-9]{3})+),${FRACTION}|([1-9][0-9]{0,2}(?:,[0-9]{3})+)\\.${FRACTION})$`,
);
const ONE_GROUP = /^[1-9][0-9]{0,2}[.,][0-9]{3}$/;
const CURRENCY = /^(?:vnd|₫) ?| ?(?:vnd|dong|d|₫)$/g;
const INVISIBLE = /(?!\s)\p{C}/gu;

/* {amount}, or {problem} by name; "two_readings" comes with {choices}: [first, second], the likelier first. */
export function readAmount(text, few = FEW) {
  const folded = fold(text.replace(INVISIBLE, ""));
  const bare = folded.replace(CURRENCY, "").trim();
  try {
    if (!bare) refuse("empty");
    if ("-−–".includes(bare[0])) refuse("negative");
    if (bare.length > LONGEST) refuse("unreadable");
    const { parts, rest } = cut(tokensOf(bare));
    return { amount: whole(parts.length ? sum(parts, rest) : plain(rest, bare !== folded, few)) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return refusal.choices ? { problem: refusal.problem, choices: refusal.choices } : { problem: refusal.problem };
  }
}

class Refusal extends Error {
  constructor(problem, choices) {
    super(problem);
    this.problem = problem;
    this.choices = choices;
  }
}

function refuse(problem, choices) {
  throw new Refusal(problem, choices);
}

function twoReadings(first, second) {
  if (!isWhole(first) || !isWhole(second)) refuse("unreadable");
  refuse("two_readings", [first, second].map((value) => Number(value.n / 10n ** value.scale)));
}

/* ---- exact decimals: n / 10^scale */

const decimal = (n, scale = 0n) => ({ n: BigInt(n), scale });
const times = ({ n, scale }, by) => ({ n: n * BigInt(by), scale });
const isWhole = ({ n, scale }) => n % 10n ** scale === 0n;
const isUnder = ({ n, scale }, limit) => n < BigInt(limit) * 10n ** scale;

function whole(value) {
  if (value.n > BigInt(MOST) * 10n ** value.scale) refuse("too_much");
  if (!isWhole(value)) refuse("broken_dong");
  return Number(value.n / 10n ** value.scale);
}

/* ---- tokens: {text, apart} */

function tokensOf(bare) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < bare.length) {
    const match = TOKEN.exec(bare);
    if (!match) refuse("unreadable");
    tokens.push({ text: match[2], apart: match[1] !== "" });
  }
  return tokens;
}

const isNumber = ({ text }) => /^[0-9]/.test(text);

function cut(tokens) {
  const parts = [];
  let rest = [];
  for (const token of tokens) {
    if (Object.hasOwn(UNITS, token.text)) {
      parts.push({ count: rest, unit: UNITS[token.text] });
      rest = [];
    } else {
      rest.push(token);
    }
  }
  return { parts, rest };
}

/* ---- what they amount to */

function plain(tokens, named, few) {
  const number = countOf(tokens);
  const said = !(tokens.length === 1 && isNumber(tokens[0]));
  if (number.n === 0n || (named && !said) || (!isUnder(number, few) && !said)) return number;
  if (said && !isUnder(number, FEW)) refuse("unreadable");
  const less = isUnder(number, FEW);
  const [first, second] = less ? [times(number, 1e3), times(number, 1e6)] : [number, times(number, 1e3)];
  if (!isWhole(first)) refuse(less ? "no_unit" : "broken_dong");
  if (!isWhole(number)) twoReadings(second, first);
  return twoReadings(first, second);
}

function sum(parts, rest) {
  if (parts.length === 1 && rest.length === 0) return only(parts[0]);
  let total = 0n;
  let last = BigInt(MOST);
  for (const part of parts) {
    const bareUnit = parts.length === 1 && part.count.length === 0;
    const count = bareUnit ? decimal(1) : countOf(part.count);
    if (isUnder(count, 1) || !isWhole(count) || isOneGroup(part.count)) refuse("unreadable");
    const value = (count.n / 10n ** count.scale) * BigInt(part.unit);
    if (value >= last) refuse("unreadable");
    total += value;
    last = BigInt(part.unit);
  }
  return decimal(rest.length ? total + tail(rest, total, last) : total);
}

function only({ count, unit }) {
  const value = times(countOf(count), unit);
  if (isOneGroup(count)) twoReadings(value, { n: value.n / 1000n, scale: value.scale });
  return value;
}

function tail(rest, total, unit) {
  const words = rest.map(({ text }) => text);
  if (words.length === 1 && words[0] === "ruoi") return unit / 2n;
  if (rest.length === 1 && isNumber(rest[0])) return digitsAfter(rest[0], total, unit);
  if (words.length === 1 && Object.hasOwn(TAIL_DIGITS, words[0])) return (BigInt(TAIL_DIGITS[words[0]]) * unit) / 10n;
  const number = numberOf(words);
  if (!number || number >= 1000) refuse("unreadable");
  const count = BigInt(number);
  const thousandth = decimal(total + (count * unit) / 1000n);
  if (!words.includes("tram")) twoReadings(thousandth, decimal(total + (count * unit) / 100n));
  if (unit > 1000n) twoReadings(thousandth, decimal(total + count));
  return count;
}

function digitsAfter({ text, apart }, total, unit) {
  if (!/^[0-9]{1,3}$/.test(text) || !Number(text)) refuse("unreadable");
  const count = BigInt(text);
  if (text.length === 2 && (apart || text[1] === "0")) {
    twoReadings(decimal(total + (count * unit) / 100n), decimal(total + (count * unit) / 1000n));
  }
  return (count * unit) / 10n ** BigInt(text.length);
}

function countOf(tokens) {
  if (tokens.length === 1 && isNumber(tokens[0])) return readNumber(tokens[0].text);
  const words = tokens.map(({ text }) => text);
  if (words.length === 1 && words[0] === "nua") return decimal(5, 1n);
  const number = numberOf(words);
  if (number === null) refuse("unreadable");
  return decimal(number);
}

function readNumber(written) {
  if (GROUPED.test(written) || /^[0-9]+$/.test(written)) return decimal(written.replace(/[., ]/g, ""));
  const match = GROUPED_AND_BROKEN.exec(written);
  if (match) return broken((match[1] ?? match[3]).replace(/[.,]/g, ""), match[2] ?? match[4]);
  if (/^[0-9]+[.,][0-9]+$/.test(written)) return broken(...written.split(/[.,]/));
  return refuse("unreadable");
}

function broken(before, after) {
  return decimal(before + after, BigInt(after.length));
}

function isOneGroup(tokens) {
  return tokens.length === 1 && ONE_GROUP.test(tokens[0].text);
}

/* ---- in words */

const NAMES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/* As a Vietnamese contract spells it out: một triệu hai trăm nghìn đồng. */
export function inWords(amount) {
  return `${spell(amount)} đồng`;
}

function spell(number) {
  if (number === 0) return NAMES[0];
  const billions = Math.floor(number / 1e9);
  const words = billions ? [spell(billions), "tỷ"] : [];
  for (const [size, name] of [[1e6, "triệu"], [1e3, "nghìn"], [1, ""]]) {
    const group = Math.floor((number % 1e9) / size) % 1000;
    if (group) words.push(...spellGroup(group, words.length > 0), name);
  }
  return words.filter(Boolean).join(" ");
}

function spellGroup(group, full) {
  const [hundreds, tens, ones] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const words = full || hundreds ? [NAMES[hundreds], "trăm"] : [];
  if (tens === 1) words.push("mười");
  else if (tens) words.push(NAMES[tens], "mươi");
  else if (ones && words.length) words.push("linh");
  if (ones) words.push(spellOnes(tens, ones));
  return words;
}

function spellOnes(tens, ones) {
  if (ones === 5 && tens) return "lăm";
  return (tens >= 2 && { 1: "mốt", 4: "tư" }[ones]) || NAMES[ones];
}
