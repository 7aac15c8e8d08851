import assert from "node:assert/strict";
import { test } from "node:test";

import { MARKS, cursorAfter, grouped, isPlain } from "../../static/js/lib/money.js";

test("digits are grouped in threes", () => {
  assert.equal(grouped("17400000"), "17.400.000");
  assert.equal(grouped("999"), "999");
  assert.equal(grouped("1000"), "1.000");
});

test("leading zeros go, a lone zero stays", () => {
  assert.equal(grouped("000250000"), "250.000");
  assert.equal(grouped("0"), "0");
  assert.equal(grouped(""), "");
});

test("grouping twice changes nothing", () => {
  assert.equal(grouped(grouped("1234567890")), "1.234.567.890");
});

test("the cursor stays behind the digit just typed", () => {
  assert.equal(cursorAfter("17.4000", 7, "174.000"), 7);
  assert.equal(cursorAfter("1.9234", 3, "19.234"), 2);
  assert.equal(cursorAfter("1234", 0, "1.234"), 0);
});

test("an English page groups with commas and leaves a decimal as typed", () => {
  assert.equal(grouped("8.340.000", MARKS.en), "8,340,000");
  assert.equal(isPlain("8,340,000", "", MARKS.en), true);
  assert.equal(isPlain("8.340.000", "", MARKS.en), true);
  assert.equal(isPlain("1.2", "", MARKS.en), false);
});

test("a Vietnamese page leaves a decimal comma and words as typed", () => {
  assert.equal(isPlain("1,2"), false);
  assert.equal(isPlain("850k"), false);
  assert.equal(isPlain("8.340.000"), true);
});

test("a point that somebody types is theirs: 1.2 is never made 12", () => {
  assert.equal(isPlain("1."), false);
  assert.equal(isPlain("1.2"), false);
  assert.equal(isPlain("1.25", ""), false);
  assert.equal(isPlain("1.200"), true);
});

test("our own marks move along while digits come and go", () => {
  assert.equal(isPlain("1.2000", "1.200"), true);
  assert.equal(isPlain("1.20", "1.200"), true);
  assert.equal(isPlain("1.200.", "1.200"), false);
  assert.equal(isPlain("1200"), true);
  assert.equal(isPlain(""), true);
});
