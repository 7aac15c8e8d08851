import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { VERDICT_OF } from "../../../static/js/gate/decide.js";
import { CAMERA, family, mayOverride, step } from "../../../static/js/gate/states.js";

const admit = { verdict: "admit" };
const forged = { verdict: "forged" };
const already = { verdict: "already_in" };
const run = (...events) => events.reduce(step, CAMERA);
const judged = (id, shown) => ({ type: "judged", id, shown });

test("a badge is judged, and the camera is back by itself", () => {
  const shown = run(judged("a", admit));
  assert.deepEqual(shown, { name: "verdict", id: "a", shown: admit, source: "phone" });
  assert.equal(step(shown, { type: "over", id: "a" }), CAMERA);
});

test("nothing blocks the next scan", () => {
  for (const before of [run(judged("a", forged)), run({ type: "asked", id: "a" }), run({ type: "recalled", shown: admit })]) {
    assert.deepEqual(step(before, judged("b", admit)).id, "b");
  }
});

test("the timer of one verdict does not close another", () => {
  const second = run(judged("a", admit), judged("b", forged));
  assert.equal(step(second, { type: "over", id: "a" }), second);
});

test("the server's booth joins the verdict that stands", () => {
  const shown = { ...admit, booth: "A12" };
  const state = run(judged("a", admit), { type: "answered", id: "a", shown, otherwise: false });
  assert.equal(state.shown.booth, "A12");
  assert.equal(state.source, "phone");
});

test("the server says otherwise, while the verdict stands and after", () => {
  const otherwise = { type: "answered", id: "a", shown: already, otherwise: true };
  assert.deepEqual(run(judged("a", admit), otherwise).shown, already);
  assert.deepEqual(run(judged("a", admit), { type: "over", id: "a" }, otherwise).shown, already);
});

test("whoever scans on is not disturbed by the answer to an older scan", () => {
  const next = run(judged("a", admit), judged("b", admit));
  assert.equal(step(next, { type: "answered", id: "a", shown: already, otherwise: true }), next);
  const back = run(judged("a", admit), { type: "over", id: "a" });
  assert.equal(step(back, { type: "answered", id: "a", shown: { ...admit, booth: "A1" }, otherwise: false }), back);
});

test("a typed id waits for the server, and for nobody else", () => {
  const asking = run({ type: "asked", id: "a" });
  assert.equal(step(asking, { type: "over", id: "a" }), asking);
  assert.equal(step(asking, { type: "answered", id: "a", shown: admit, otherwise: true }).source, "server");
  assert.equal(step(asking, { type: "dismissed" }), CAMERA);
});

test("the last verdict can be read again, but never over a new one", () => {
  const recalled = run({ type: "recalled", shown: forged });
  assert.equal(recalled.source, "recalled");
  assert.equal(step(recalled, { type: "over", id: "recalled" }), CAMERA);
  const fresh = run(judged("a", admit));
  assert.equal(step(fresh, { type: "recalled", shown: forged }), fresh);
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

test("a supervisor overrides rules, never a code that is not ours, and nobody's way out", () => {
  const can = [...new Set(Object.values(VERDICT_OF))].filter((verdict) => mayOverride({ verdict }, "in"));
  assert.deepEqual(can.sort(), ["already_in", "expired", "not_in", "outside_hours", "revoked", "superseded", "wrong_day", "wrong_zone"]);
  assert.equal(mayOverride(already, "out"), false);
});
