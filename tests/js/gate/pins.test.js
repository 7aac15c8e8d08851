import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { afterWrong, keyOf, proofOf, supervisorOf, triesLeft, waitFor } from "../../../static/js/gate/pins.js";

const { pin } = JSON.parse(readFileSync(new URL("../../vectors/wire.json", import.meta.url), "utf8"));
const supervisor = { id: 2, name: "Trưởng ca", salt: pin.salt, rounds: pin.rounds, check: pin.check };

test("a supervisor's PIN is checked and proved without a network", async () => {
  const found = await supervisorOf(pin.pin, [{ ...supervisor, id: 1, check: "00".repeat(32) }, supervisor]);
  assert.equal(found.id, 2);
  assert.equal(await proofOf(found.key, pin.scan), pin.proof);
  assert.equal(await proofOf(await keyOf(pin.pin, pin.salt, pin.rounds), pin.scan), pin.proof);
});

test("another PIN is nobody's", async () => {
  assert.equal(await supervisorOf("00000000", [supervisor]), null);
  assert.equal(await supervisorOf(pin.pin, []), null);
});

test("five tries are free, then each wrong one doubles the wait", () => {
  const now = new Date("2026-11-20T05:00:00Z");
  let tries = null;
  const waits = [];
  for (let i = 0; i < 8; i += 1) {
    tries = afterWrong(tries, now);
    waits.push(waitFor(tries, now) / 60000);
  }
  assert.deepEqual(waits, [0, 0, 0, 0, 5, 10, 20, 40]);
  assert.equal(triesLeft({ wrong: 3 }), 2);
  assert.equal(waitFor(tries, new Date(now.getTime() + 40 * 60000)), 0);
});
