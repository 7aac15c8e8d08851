import assert from "node:assert/strict";
import { test } from "node:test";

import { placeAt, stepTo } from "../../../static/js/lib/order.js";

test("a step at either end stays there", () => {
  assert.deepEqual([stepTo(0, -1, 3), stepTo(1, -1, 3), stepTo(1, 1, 3), stepTo(2, 1, 3)], [0, 0, 2, 2]);
});

test("a pointer stands for the place after every middle above it", () => {
  assert.deepEqual([5, 15, 26, 99].map((y) => placeAt(y, [10, 20, 30])), [0, 1, 2, 3]);
});
