import assert from "node:assert/strict";
import { test } from "node:test";

import { meaning } from "../../../static/js/applications/judge_papers.js";

const key = (name, held = {}) => ({ key: name, altKey: false, ctrlKey: false, metaKey: false, ...held });

test("figures choose, arrows move, Enter writes", () => {
  assert.deepEqual(meaning(key("2"), false), { choose: 1 });
  assert.deepEqual(meaning(key("ArrowDown"), false), { move: "next" });
  assert.deepEqual(meaning(key("k"), false), { move: "prev" });
  assert.deepEqual(meaning(key("Enter"), false), { write: true });
});

test("what is typed into a field stays there, but Ctrl+Enter writes", () => {
  for (const name of ["1", "j", "ArrowUp", "Enter"]) assert.deepEqual(meaning(key(name), true), {});
  assert.deepEqual(meaning(key("Enter", { ctrlKey: true }), true), { write: true });
});

test("keys of the browser are left to it", () => {
  assert.deepEqual(meaning(key("1", { altKey: true }), false), {});
  assert.deepEqual(meaning(key("4"), false), {});
});
