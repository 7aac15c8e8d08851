import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { VERDICT_OF } from "../../../static/js/gate/decide.js";
import { CAMERA, family, mayShow, step } from "../../../static/js/gate/states.js";

const scan = { id: "a" };
const admit = { verdict: "admit" };
const forged = { verdict: "forged" };
const run = (...events) => events.reduce(step, CAMERA);
const read = { type: "read", id: "a", scan };
const failed = { type: "failed", id: "a", kind: "network", sentence: "…" };

test("a badge is asked about, answered, and the camera is back", () => {
  const shown = run(read, { type: "answered", id: "a", shown: admit });
  assert.deepEqual(shown, { name: "verdict", scan, shown: admit, source: "server" });
  assert.equal(step(shown, { type: "over", id: "a" }), CAMERA);
});

test("nothing is read while a badge is being judged", () => {
  const asking = run(read);
  assert.equal(step(asking, { type: "read", id: "b", scan: { id: "b" } }), asking);
});

test("the phone's refusal stands when the server confirms it", () => {
  const local = run(read, { type: "judged", id: "a", shown: forged });
  assert.equal(local.source, "local");
  assert.equal(step(local, { type: "answered", id: "a", shown: { verdict: "forged", word: "THẺ GIẢ" } }), local);
});

test("the server corrects the phone", () => {
  const corrected = run(read, { type: "judged", id: "a", shown: forged }, { type: "answered", id: "a", shown: admit });
  assert.deepEqual(corrected.shown, admit);
  assert.equal(corrected.source, "server");
});

test("the phone never overrules an answer that was quicker", () => {
  const shown = run(read, { type: "answered", id: "a", shown: admit }, { type: "judged", id: "a", shown: forged });
  assert.deepEqual(shown.shown, admit);
});

test("without network the scan stays, and is answered under its own id later", () => {
  const unsent = run(read, failed);
  assert.equal(unsent.name, "unsent");
  assert.equal(unsent.scan, scan);
  const again = step(unsent, { type: "retry" });
  assert.deepEqual(again, { name: "asking", scan });
  assert.equal(step(again, failed).name, "unsent");
  assert.equal(step(unsent, { type: "answered", id: "a", shown: admit }).name, "verdict");
});

test("a refusal already on the screen is not replaced by a lost network", () => {
  const local = run(read, { type: "judged", id: "a", shown: forged });
  assert.equal(step(local, failed), local);
});

test("whoever scans on is not disturbed by the answer to an older scan", () => {
  const later = run(read, failed, { type: "dismissed" });
  assert.equal(later, CAMERA);
  assert.equal(step(later, { type: "answered", id: "a", shown: admit }), CAMERA);
  const next = step(later, { type: "read", id: "b", scan: { id: "b" } });
  assert.equal(step(next, { type: "answered", id: "a", shown: admit }), next);
  assert.equal(step(next, failed), next);
});

test("the timer of one verdict does not close another", () => {
  const second = run({ type: "read", id: "b", scan: { id: "b" } }, { type: "answered", id: "b", shown: admit });
  assert.equal(step(second, { type: "over", id: "a" }), second);
});

test("the last verdict can be read again, but not over a badge being judged", () => {
  const recalled = run({ type: "recalled", id: "recalled", shown: forged });
  assert.equal(recalled.source, "recalled");
  assert.equal(step(recalled, { type: "over", id: "recalled" }), CAMERA);
  const asking = run(read);
  assert.equal(step(asking, { type: "recalled", id: "recalled", shown: forged }), asking);
});

test("the phone speaks first only of what is not ours", () => {
  const reasons = Object.keys(VERDICT_OF).filter((reason) => mayShow({ reason }));
  assert.deepEqual(reasons.sort(), ["bad_signature", "key_unknown", "not_a_pass", "not_this_fair"]);
});

test("every verdict has a sound and a shape of its own", () => {
  const verdicts = [...new Set(Object.values(VERDICT_OF))];
  const shapes = readFileSync(new URL("../../../templates/gate/_shapes.html", import.meta.url), "utf8");
  for (const verdict of verdicts) {
    assert.ok(["go", "out", "wait", "again", "stop"].includes(family(verdict)));
    assert.ok(shapes.includes(`id="shape-${verdict}"`), verdict);
  }
  assert.equal(family("admit"), "go");
  for (const bad of ["forged", "revoked", "superseded", "expired", "other_fair", "wrong_zone"]) {
    assert.equal(family(bad), "stop");
  }
});
