import assert from "node:assert/strict";
import { test } from "node:test";

import { toggled } from "../../../static/js/booths/selection.js";

const ORDER = ["1", "2", "3"];

test("a booth is chosen in the order of the plan", () => {
  assert.deepEqual(toggled(["3"], "1", ORDER), ["1", "3"]);
});

test("a chosen booth is let go again", () => {
  assert.deepEqual(toggled(["1", "3"], "3", ORDER), ["1"]);
});

test("a booth that is not on the plan is never chosen", () => {
  assert.deepEqual(toggled([], "9", ORDER), []);
});
