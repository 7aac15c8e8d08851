/* What a key means on the review page. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { meaning } from "../../../static/js/applications/keys.js";

const plain = { altKey: false, ctrlKey: false, metaKey: false, writing: false, onButton: false };

test("each key has one meaning", () => {
  const said = ["1", "5", "0", "6", "n", "C", "t", "Enter", "j", "K", "?", "x"].map((key) => meaning({ ...plain, key }));
  assert.deepEqual(said, ["score", "score", null, null, "decide", "decide", "decide", "save", "next", "prev", "keys", null]);
});

test("who writes a reason only writes, and saves with Ctrl and Enter", () => {
  for (const key of ["1", "n", "j", "?", "Enter"]) assert.equal(meaning({ ...plain, key, writing: true }), null);
  assert.equal(meaning({ ...plain, key: "Enter", ctrlKey: true, writing: true }), "save");
});

test("Enter on a button or link is the button's, and keys of the browser stay its own", () => {
  assert.equal(meaning({ ...plain, key: "Enter", onButton: true }), null);
  assert.equal(meaning({ ...plain, key: "t", ctrlKey: true }), null);
  assert.equal(meaning({ ...plain, key: "1", altKey: true }), null);
});
