import assert from "node:assert/strict";
import { test } from "node:test";

import { idleness } from "../../../static/js/visitors/idle.js";

test("a form warns in its last quarter of a minute, and clears itself", () => {
  assert.deepEqual(idleness("form", 30), { left: 30, speaks: false });
  assert.deepEqual(idleness("form", 45), { left: 15, speaks: true });
  assert.deepEqual(idleness("form", 60), { left: 0, speaks: false });
});

test("a pass on the screen says from the start that it will go", () => {
  assert.deepEqual(idleness("done", 0), { left: 45, speaks: true });
});

test("the start and a sending count in silence, and a stopped kiosk stays", () => {
  assert.equal(idleness("start", 59).speaks, false);
  assert.equal(idleness("sending", 10).speaks, false);
  assert.equal(idleness("stopped", 9999), null);
});
