import assert from "node:assert/strict";
import test from "node:test";

import { parts } from "../../../static/js/exchange/parts.js";

const answers = (...list) => async () => list.shift();

test("asks until all are seen and tells each answer", async () => {
  const told = [];
  const ask = answers({ checked: 1000, total: 2500 }, { checked: 2000, total: 2500 }, { checked: 2500, total: 2500 });
  await parts(ask, (answer) => told.push(answer.checked));
  assert.deepEqual(told, [1000, 2000, 2500]);
});

test("an answer that brings nothing further ends it", async () => {
  const ask = answers({ checked: 1000, total: 2500 }, { checked: 1000, total: 2500 });
  await assert.rejects(parts(ask, () => {}));
});

test("what fails on the way is not swallowed", async () => {
  await assert.rejects(parts(async () => { throw new Error("503"); }, () => {}), /503/);
});
