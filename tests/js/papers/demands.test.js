import assert from "node:assert/strict";
import { test } from "node:test";

import { beside } from "../../../static/js/papers/demands.js";

test("from switch to switch in a table of five columns, never over its edge", () => {
  assert.equal(beside(10, 0, "ArrowRight", 5), 1);
  assert.equal(beside(10, 0, "ArrowDown", 5), 5);
  assert.equal(beside(10, 7, "ArrowUp", 5), 2);
  assert.equal(beside(10, 0, "ArrowLeft", 5), null);
  assert.equal(beside(10, 9, "ArrowDown", 5), null);
  assert.equal(beside(10, 3, "a", 5), null);
});
