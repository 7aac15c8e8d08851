import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { VERDICT_OF, decide, judge, steady } from "../../../static/js/gate/decide.js";
import { readCode } from "../../../static/js/gate/verify.js";

const vectors = JSON.parse(readFileSync(new URL("../../vectors/verdicts.json", import.meta.url), "utf8"));

async function answer(entry, engine) {
  const { text, seen, now, gate, direction, known, override } = entry;
  const options = { known, override, engine };
  const said = await decide(text, vectors.bundle, seen, new Date(now), gate, direction, options);
  return {
    verdict: said.verdict,
    reason: said.reason,
    number: said.facts?.number ?? null,
    entered_at: said.visit?.entered_at ?? null,
    next_entry: said.next_entry,
    instead_of: said.instead_of,
  };
}

for (const engine of ["webcrypto", "noble"]) {
  for (const entry of vectors.cases) {
    test(`${engine}: ${entry.name}`, async () => assert.deepEqual(await answer(entry, engine), entry.expect));
  }
}

test("each reason belongs to the verdict it has on the server", () => {
  assert.deepEqual(VERDICT_OF, vectors.verdict_of);
});

test("the phone's own time zone changes nothing", async () => {
  const zone = process.env.TZ;
  try {
    for (const other of ["America/Los_Angeles", "Pacific/Kiritimati"]) {
      process.env.TZ = other;
      for (const entry of vectors.cases) assert.deepEqual(await answer(entry), entry.expect, entry.name);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("the same badge keeps its verdict for three seconds", () => {
  const now = Date.parse("2026-11-20T05:00:00Z");
  for (const { last, code, after_ms: after, steady: expected } of vectors.steady) {
    assert.equal(steady(last, now, code, now + after), expected, `${last} ${code} ${after}`);
  }
});

test("the rules are one function for tokens and for known facts", () => {
  const entry = vectors.cases.find(({ name }) => name === "twice in");
  const facts = readCode(entry.text).body;
  const said = judge(facts, vectors.bundle, entry.seen, new Date(entry.now), entry.gate, entry.direction);
  assert.equal(said.reason, "still_inside");
});
