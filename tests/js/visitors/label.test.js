import assert from "node:assert/strict";
import test from "node:test";

import { introduced } from "../../../static/js/visitors/label.js";
import { stateOf } from "../../../static/js/visitors/waiting_list.js";

const words = { ready: "Đã có thẻ, in được", held: "Chờ mạng để gửi", ways: "Cổng vào" };

test("a value stands behind its word, and without a value there is no word", () => {
  assert.equal(introduced("Cổng A, Cổng B", "Cổng vào"), "Cổng vào: Cổng A, Cổng B");
  for (const none of ["", undefined]) assert.equal(introduced(none, "Cổng vào"), "");
});

test("the list names the gates of a pass that is ready, where it has gates of its own", () => {
  const ready = (badge) => stateOf({ state: "ready", badge }, words);
  assert.equal(ready({ ways: "Cổng A" }), "Đã có thẻ, in được · Cổng vào: Cổng A");
  assert.equal(ready({ ways: "" }), "Đã có thẻ, in được");
  assert.equal(ready({}), "Đã có thẻ, in được");
});

test("what waits and what was refused say so", () => {
  assert.equal(stateOf({ state: "held" }, words), "Chờ mạng để gửi");
  assert.equal(stateOf({ state: "refused", sentence: "Đã đủ khách." }, words), "Đã đủ khách.");
});
