import assert from "node:assert/strict";
import { test } from "node:test";

import { readAmount } from "../../../static/js/lib/amounts.js";
import { MARKS } from "../../../static/js/lib/money.js";
import { cashOf, plainly, shareOf, withMore, withUnit } from "../../../static/js/sales/keys.js";

const FEW = 10_000;

test("a unit key makes digits into an amount that is read at once", () => {
  for (const [typed, unit, amount] of [["850", "nghìn", 850_000], ["2", "triệu", 2_000_000], ["1,2", "triệu", 1_200_000], ["1.2", "triệu", 1_200_000]]) {
    assert.deepEqual(readAmount(withUnit(typed, unit), FEW), { amount }, typed);
  }
});

test("a unit behind a number in groups is asked about: the point may have been meant otherwise", () => {
  assert.deepEqual(readAmount(withUnit("1.200", "nghìn"), FEW).choices, [1_200_000, 1_200]);
});

test("a unit key needs digits before it", () => {
  for (const typed of ["", "  ", "2 triệu"]) assert.equal(withUnit(typed, "nghìn"), typed);
});

test("more is added to whatever was typed, and to nothing", () => {
  assert.equal(withMore("", 500_000, FEW, MARKS.vi), "500.000");
  assert.equal(withMore("1tr2", 500_000, FEW, MARKS.vi), "1.700.000");
  assert.equal(withMore("1,200,000", 50_000, FEW, MARKS.en), "1,250,000");
});

test("what is not understood is not added to", () => {
  assert.equal(withMore("500", 50_000, FEW, MARKS.vi), "500");
  assert.equal(withMore("mấy triệu", 50_000, FEW, MARKS.vi), "mấy triệu");
});

test("a reading that was chosen is not asked about again", () => {
  for (const amount of [1_200, 500, 10_000, 1_200_000]) {
    for (const mark of Object.values(MARKS)) assert.deepEqual(readAmount(plainly(amount, FEW, mark), FEW), { amount });
  }
});

test("cash is what was not transferred, where both are known", () => {
  assert.equal(cashOf(1_200_000, 200_000), 1_000_000);
  assert.equal(cashOf(1_200_000, 1_200_000), 0);
  for (const [total, transfer] of [[null, 5], [5, null], [5, 6]]) assert.equal(cashOf(total, transfer), null);
});

test("a share never exceeds the total", () => {
  for (const total of [1, 999, 1_000, 1_234_567, 850_000]) {
    assert.equal(shareOf(total, 1), total);
    assert.equal(shareOf(total, 0), 0);
    assert.ok(shareOf(total, 2) <= total / 2);
  }
  assert.equal(shareOf(1_235_000, 2), 617_000);
});
