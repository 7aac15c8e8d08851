import assert from "node:assert/strict";
import { test } from "node:test";

import { command } from "../../../../static/js/booths/editor/keys.js";

const press = (key, more = {}) => command({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test("arrows move by the grid, with Shift ten times as far, with Alt to the neighbour", () => {
  assert.deepEqual(press("ArrowLeft"), { name: "nudge", by: [-1, 0], far: false });
  assert.deepEqual(press("ArrowDown", { shiftKey: true }), { name: "nudge", by: [0, 1], far: true });
  assert.deepEqual(press("ArrowUp", { altKey: true }), { name: "beside", key: "ArrowUp" });
});

test("undo and redo on every keyboard", () => {
  assert.equal(press("z", { ctrlKey: true }).name, "undo");
  assert.equal(press("Z", { metaKey: true, shiftKey: true }).name, "redo");
  assert.equal(press("y", { ctrlKey: true }).name, "redo");
});

test("keys that mean nothing here are left to the browser", () => {
  for (const [key, more] of [["F5"], ["x"], ["r", { ctrlKey: true }], ["b", { altKey: true }], ["constructor"]]) {
    assert.equal(press(key, more), null);
  }
});

test("Tab walks both ways, Delete removes", () => {
  assert.equal(press("Tab").name, "next");
  assert.equal(press("Tab", { shiftKey: true }).name, "before");
  assert.equal(press("Delete").name, "remove");
});
