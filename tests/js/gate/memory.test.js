import assert from "node:assert/strict";
import { test } from "node:test";

import { Memory } from "../../../static/js/gate/memory.js";
import { heard, newest, passageOf } from "../../../static/js/gate/passages.js";
import { clickRow, clickToUndo, scanRow, uncounted } from "../../../static/js/gate/rows.js";
import { NOW, list, told, delta, bundle, aPhone, entered, aScan } from "./phones.mjs";

/* ---- who is inside */

test("an admission opens a visit, an exit closes it, a refusal leaves it", () => {
  const coming = entered(7, "2026-11-20T05:00:00.000Z");
  assert.deepEqual(coming, { key: "7/1", visit: { inside: true, entered_at: "2026-11-20T05:00:00.000Z", gate: 3 } });
  const going = passageOf({ reason: "left", facts: { number: 7 }, visit: coming.visit }, "out", 3, 1, new Date("2026-11-20T06:00:00Z"));
  assert.deepEqual(going.visit, { inside: false, entered_at: coming.visit.entered_at, left_at: "2026-11-20T06:00:00.000Z", gate: 3 });
  for (const reason of ["still_inside", "bad_signature", "pass_revoked", "never_entered"]) {
    assert.equal(passageOf({ reason, facts: { number: 7 } }, "in", 3, 1, NOW), null);
    assert.equal(passageOf({ reason, facts: { number: 7 } }, "out", 3, 1, NOW), null);
  }
});

test("what another phone showed is known here, the newer standing, at known gates only", () => {
  const seen = { "7/1": { inside: true, entered_at: "2026-11-20T05:00:30.000Z", gate: 3 } };
  const at = (minute) => new Date(`2026-11-20T05:${minute}:00Z`);
  const passages = [
    { number: 7, at: at("00"), gate: 3, inside: true },
    { number: 8, at: at("01"), gate: 5, inside: true },
    { number: 9, at: at("02"), gate: 99, inside: true },
  ];
  const changes = heard(passages, seen, { 3: 1, 5: 2 });
  assert.deepEqual(Object.keys(changes), ["8/2"]);
  const later = heard([{ number: 7, at: at("09"), gate: 3, inside: false }], seen, { 3: 1 });
  assert.equal(later["7/1"].inside, false);
  assert.equal(newest({ ...seen, ...changes }, 1)[0].number, 8);
});

/* ---- the memory */

test("a phone that is closed and opened again knows what it knew", async () => {
  const { store, memory } = await aPhone();
  const passage = entered(7, NOW);
  await memory.keep({ add: [aScan("a", passage)], seen: { [passage.key]: passage.visit } });
  const again = await Memory.open(store);
  assert.equal(again.ready, true);
  assert.deepEqual(again.seen["7/1"], passage.visit);
  assert.deepEqual(again.rows.map(({ id }) => id), ["a"]);
});

test("a delta adds to what is known", async () => {
  const { memory } = await aPhone();
  await memory.takeDelta(delta({ revoked: list([[50]]), superseded: list([[60, 3]], [8]), seen: told([[70, 30, 0]]) }), NOW);
  await memory.takeDelta(delta({ revoked: list([[50], [51]]) }), NOW);
  assert.deepEqual(memory.bundle.revoked, [50, 51]);
  assert.deepEqual(memory.bundle.superseded, { 60: 3 });
  assert.equal(memory.seen["70/1"].inside, true);
});

test("a bundle replaces all but what only this phone knows", async () => {
  const { store, memory } = await aPhone();
  const own = entered(7, NOW);
  await memory.keep({ add: [aScan("a", own)], seen: { [own.key]: own.visit, "8/1": { inside: true, entered_at: "2026-11-19T05:00:00.000Z", gate: 3 }, "9/2": { inside: true, entered_at: NOW.toISOString(), gate: 5, heard: true } } });
  await memory.takeBundle(bundle({ seen: told([[70, 30, 0]]) }), NOW);
  assert.deepEqual(Object.keys(memory.seen).sort(), ["7/1", "70/1", "9/2"]);
  assert.deepEqual(store.seen, memory.seen);
});

test("a full storage loses nothing while the page is open, and catches up when there is room", async () => {
  const { store, memory } = await aPhone();
  store.full = true;
  await memory.keep({ add: [aScan("a")] });
  assert.deepEqual([memory.trouble, memory.rows.length, memory.unkept.size], ["full", 1, 1]);
  store.full = false;
  await memory.keep({ add: [aScan("b")] });
  assert.deepEqual([memory.trouble, memory.unkept.size], [null, 0]);
  assert.deepEqual(store.rows.map(({ id }) => id).sort(), ["a", "b"]);
});

/* ---- rows */

test("a row holds what the server wants, and no letter that it could not keep", () => {
  const facts = { code: `a\0\ud800b${"x".repeat(900)}`, direction: "in", how: "hid", said: "not_a_pass" };
  const { body } = scanRow("id", "at", null, 3, facts);
  assert.equal(body.code.startsWith("abx"), true);
  assert.equal(body.code.length <= 512, true);
  const token = "A".repeat(132);
  assert.equal(scanRow("id", "at", 0, 3, { ...facts, code: `HTTPS://HOST/P/${token}` }).body.code, token);
});

test("an undo takes back the newest click that still stands, once", () => {
  const clicks = [clickRow("1", "t", 0, 3, "adult", 1).body, clickRow("2", "t", 0, 3, "child", 5).body];
  assert.equal(clickToUndo(clicks).id, "2");
  clicks.push(clickRow("3", "t", 0, 3, "child", -5, "2").body);
  assert.equal(clickToUndo(clicks).id, "1");
  clicks.push(clickRow("4", "t", 0, 3, "adult", -1, "1").body);
  assert.equal(clickToUndo(clicks), null);
});

test("the count on the screen holds what has not been sent", () => {
  const rows = [aScan("a", entered(7, NOW)), aScan("b"), clickRow("c", "t", 0, 3, "adult", 5), clickRow("d", "t", 0, 5, "adult", 9)];
  assert.deepEqual(uncounted(rows, 3), { entries: 1, clicks: 5 });
});
