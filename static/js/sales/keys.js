/* What a quick key makes of an amount that is being typed. No document here: tested with node. */

import { readAmount } from "../lib/amounts.js";
import { grouped } from "../lib/money.js";

/* "nghìn" behind 850. */
export function withUnit(text, unit) {
  const typed = text.trim();
  return /\d$/.test(typed) ? `${typed} ${unit}` : text;
}

/* 50.000 more than what stands there; what cannot be read stays as it is. */
export function withMore(text, more, few, mark) {
  const read = text.trim() ? readAmount(text, few) : { amount: 0 };
  return read.problem ? text : grouped(String(read.amount + more), mark);
}

/* An amount as it is written into the field, so that it is read without another question. */
export function plainly(amount, few, mark) {
  const figure = grouped(String(amount), mark);
  return amount < few ? `${figure} đồng` : figure;
}

/* The whole (1) or the half (2) of a total, in whole thousands where it has them; 0 is nothing. */
export function shareOf(total, parts) {
  if (parts === 0) return 0;
  const share = total / parts;
  return share > 1000 ? Math.floor(share / 1000) * 1000 + (parts === 1 ? total % 1000 : 0) : Math.floor(share);
}

/* What was paid in cash; null where that cannot be said. */
export function cashOf(total, transfer) {
  return total === null || transfer === null || transfer > total ? null : total - transfer;
}
