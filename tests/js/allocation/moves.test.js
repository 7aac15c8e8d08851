import assert from "node:assert/strict";
import { test } from "node:test";

import { moveOf, questionOf } from "../../../static/js/allocation/moves.js";

const waiting = { application: "7", seen: "" };
const placed = { application: "7", seen: "A1, A2" };

test("a waiting application is given the booth it is dropped on", () => {
  assert.deepEqual(moveOf(waiting, { booth: "31" }), { application: "7", seen: "", booth: "31" });
});

test("a placed application moves, and says where it was seen", () => {
  assert.deepEqual(moveOf(placed, { booth: "31" }), { application: "7", seen: "A1, A2", booth: "31" });
});

test("two placed applications change places", () => {
  assert.deepEqual(moveOf(placed, { booth: "31", other: "8", other_seen: "B1, B2" }),
    { application: "7", seen: "A1, A2", other: "8", other_seen: "B1, B2" });
});

test("a waiting one on a taken booth asks all the same: the server says who has it", () => {
  assert.deepEqual(moveOf(waiting, { booth: "31", other: "8", other_seen: "B1" }),
    { application: "7", seen: "", booth: "31" });
});

test("dropped on its own booth nothing happens", () => {
  assert.equal(moveOf(placed, { booth: "30", other: "7", other_seen: "A1, A2" }), null);
});

test("a form's fields ask of its choice alone: no token, no word of a reason goes along", () => {
  const fields = { csrf_token: "t", application: "7", seen: "A1", list: "waiting", why: "hẹn" };
  assert.equal(questionOf({ ...fields, booth: "31" }), "application=7&booth=31");
  assert.equal(questionOf({ ...fields, other: "8" }), "application=7&other=8");
});
