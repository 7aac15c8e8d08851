import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { decide } from "../../../static/js/gate/decide.js";
import { wording } from "../../../static/js/gate/wording.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));
const { bundle, cases } = read("verdicts");
const { phrases, cases: said } = read("words");

test("the phone says of every case what the server says", async () => {
  assert.equal(said.length, cases.length);
  for (const [i, { name, text, seen, now, gate, direction, known, override }] of cases.entries()) {
    const decision = await decide(text, bundle, seen, new Date(now), gate, direction, { known, override });
    const { word, detail, next_step } = wording(decision, bundle, gate, phrases);
    assert.deepEqual({ name, word, detail, next_step }, said[i]);
  }
});

test("what a forged code says of itself is not shown", async () => {
  const { text, seen, now, gate, direction } = cases.find(({ expect }) => expect.reason === "bad_signature");
  const decision = await decide(text, bundle, seen, new Date(now), gate, direction);
  assert.notEqual(decision.facts, null);
  assert.equal(wording(decision, bundle, gate, phrases).role, null);
});
