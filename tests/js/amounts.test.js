import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { inWords, readAmount } from "../../static/js/lib/amounts.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/amounts.json", import.meta.url)));

test("amounts are read, asked back or refused as the server does", () => {
  assert.ok(vectors.read.length > 90);
  for (const { text, few, expect } of vectors.read) assert.deepEqual(readAmount(text, few), expect, text);
});

test("amounts are spelled as the server spells them", () => {
  assert.ok(vectors.words.length > 10);
  for (const [amount, words] of vectors.words) assert.equal(inWords(amount), words);
});

test("text that looks right but carries invisible marks is read all the same", () => {
  assert.deepEqual(readAmount("\u200b1tr2\u00ad"), { amount: 1200000 });
});
