import assert from "node:assert/strict";
import test from "node:test";

import { kindOf, NotDone, post } from "../../../static/js/visitors/kiosk_api.js";
import * as outbox from "../../../static/js/visitors/outbox.js";

const body = (id) => ({ id, name: `Khách ${id}` });

test("what was typed is kept until the server has answered, and not longer", () => {
  let box = outbox.add(outbox.add(outbox.empty(), body("a"), 0), body("b"), 1);
  assert.deepEqual(box.rows.map((row) => [row.number, row.state]), [[1, "held"], [2, "held"]]);
  box = outbox.settle(box, "a", { badge: { printed_id: "X" } });
  box = outbox.settle(box, "b", { sentence: "Đã đủ khách." });
  assert.deepEqual(box.rows.map((row) => row.state), ["ready", "refused"]);
  assert.ok(!JSON.stringify(box).includes("Khách a"));
  assert.ok(!JSON.stringify(box).includes("Khách b"));
});

test("the one that waits longest goes first, but not the one on its way", () => {
  const box = outbox.add(outbox.add(outbox.empty(), body("a"), 0), body("b"), 1);
  assert.equal(outbox.nextHeld(box).id, "a");
  assert.equal(outbox.nextHeld(box, "a").id, "b");
  assert.equal(outbox.nextHeld(outbox.drop(box, "b"), "a"), null);
  assert.equal(outbox.countHeld(box), 2);
});

test("a label that nobody fetched is forgotten, what was not sent never", () => {
  let box = outbox.add(outbox.add(outbox.empty(), body("a"), 0), body("b"), 0);
  box = outbox.forgetOld(outbox.settle(box, "a", { badge: {} }), outbox.KEPT_MS);
  assert.deepEqual(box.rows.map((row) => row.id), ["b"]);
});

test("numbers begin anew after 999", () => {
  let box = { next: 999, rows: [] };
  box = outbox.add(outbox.add(box, body("a"), 0), body("b"), 0);
  assert.deepEqual(box.rows.map((row) => row.number), [999, 1]);
});

test("what cannot be read is an empty outbox", () => {
  for (const text of [null, "", "{", "[]", "null", '{"next": "1", "rows": []}', '{"next": 1}']) {
    assert.deepEqual(outbox.read(text), outbox.empty());
  }
  const box = outbox.add(outbox.empty(), body("a"), 0);
  assert.deepEqual(outbox.read(JSON.stringify(box)), box);
});

test("only what may help is tried again", () => {
  assert.deepEqual([500, 502, 503, 429].map(kindOf), ["network", "network", "network", "network"]);
  assert.deepEqual([401, 403].map(kindOf), ["stopped", "stopped"]);
  assert.deepEqual([404, 409, 422].map(kindOf), ["refused", "refused", "refused"]);
});

test("a refusal carries its sentence, a broken line none", async () => {
  const voice = { credential: "c", language: "vi" };
  const full = async () => new Response(JSON.stringify({ error: { sentence: "Đã đủ khách." } }), { status: 409 });
  await assert.rejects(post("visitors", {}, voice, full), (e) => e instanceof NotDone && e.kind === "refused" && e.message === "Đã đủ khách.");
  const broken = async () => { throw new TypeError("no network"); };
  await assert.rejects(post("visitors", {}, voice, broken), (e) => e.kind === "network");
  const odd = async () => new Response("<html>", { status: 200 });
  await assert.rejects(post("visitors", {}, voice, odd), (e) => e.kind === "network");
});
