/* Reads spellings from standard input and stops at the first that amounts.js reads otherwise than Python did. */

import { createInterface } from "node:readline";

import { readAmount } from "../../static/js/lib/amounts.js";

const fates = {};
for await (const line of createInterface({ input: process.stdin })) {
  const { text, few, expect } = JSON.parse(line);
  const found = readAmount(text, few);
  if (JSON.stringify(found) !== JSON.stringify(expect)) {
    console.log(JSON.stringify({ text, few, expect, found }));
    process.exit(1);
  }
  const fate = found.problem ?? "read";
  fates[fate] = (fates[fate] ?? 0) + 1;
}
console.log(JSON.stringify(fates));
