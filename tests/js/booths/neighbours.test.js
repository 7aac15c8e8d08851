import assert from "node:assert/strict";
import { test } from "node:test";

import { neighbour, readRect } from "../../../static/js/booths/neighbours.js";

// Two rows of three with an aisle between them, and one wide booth below.
const RECTS = [
  "0 0 300 300", "300 0 300 300", "600 0 300 300",
  "0 600 300 300", "300 600 300 300", "600 600 300 300",
  "0 1200 900 300",
].map(readRect);

for (const [from, key, to] of [
  [0, "ArrowRight", 1], [1, "ArrowRight", 2], [2, "ArrowRight", -1],
  [4, "ArrowLeft", 3], [0, "ArrowDown", 3], [4, "ArrowUp", 1],
  [5, "ArrowDown", 6], [6, "ArrowUp", 4], [0, "ArrowLeft", -1], [0, "Enter", -1],
]) {
  test(`from booth ${from}, ${key} leads to ${to}`, () => {
    assert.equal(neighbour(RECTS, from, key), to);
  });
}
