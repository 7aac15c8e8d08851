import assert from "node:assert/strict";
import { test } from "node:test";

import { isHeldBack, isReady, newToken, withToken } from "../../static/js/lib/busy.js";

test("a token is added to an address, whatever it asks already", () => {
  assert.equal(withToken("/a.pdf", "t"), "/a.pdf?ready=t");
  assert.equal(withToken("/a.pdf?x=1", "t"), "/a.pdf?x=1&ready=t");
  assert.equal(withToken("/a.pdf?x=1#end", "t"), "/a.pdf?x=1&ready=t#end");
});

test("no two tokens are the same, and the server takes them", () => {
  const tokens = new Set(Array.from({ length: 100 }, newToken));
  assert.equal(tokens.size, 100);
  for (const token of tokens) assert.match(token, /^[0-9a-f]{16}$/);
});

test("only the answer to this press ends it", () => {
  assert.equal(isReady("lang=vi; ready=abc", "abc"), true);
  assert.equal(isReady("lang=vi; ready=abcd", "abc"), false);
  assert.equal(isReady("already=abc", "abc"), false);
  assert.equal(isReady("", "abc"), false);
});

test("a second press counts for the first one until it must be meant", () => {
  assert.equal(isHeldBack(undefined, 5_000), false);
  assert.equal(isHeldBack(5_000, 5_200), true);
  assert.equal(isHeldBack(5_000, 15_000), false);
});
