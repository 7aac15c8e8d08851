import assert from "node:assert/strict";
import { test } from "node:test";

import { timeOf } from "../../../static/js/gate/footer.js";
import { afterPainting } from "../../../static/js/gate/display.js";
import { grouped } from "../../../static/js/gate/parts.js";

test("numbers are grouped as the page's language does it, also after it has changed", () => {
  globalThis.document = { documentElement: { lang: "vi" } };
  assert.equal(grouped(20000), "20.000");
  globalThis.document.documentElement.lang = "en";
  assert.equal(grouped(20000), "20,000");
  globalThis.document.documentElement.lang = "";
  assert.equal(grouped(999), "999");
});

test("a time is said in hours and minutes", () => {
  assert.match(timeOf("2026-12-12T02:05:00Z"), /^\d\d:05$/);
});

test("what can wait is done after the next picture, and at once where there is none", async () => {
  const done = [];
  let paint = null;
  globalThis.requestAnimationFrame = (act) => { paint = act; };
  globalThis.document = { visibilityState: "visible" };
  const later = new Promise((resolve) => afterPainting(() => { done.push("after"); resolve(); }));
  assert.deepEqual(done, []);
  paint();
  await later;
  assert.deepEqual(done, ["after"]);
  globalThis.document.visibilityState = "hidden";
  afterPainting(() => done.push("at once"));
  assert.deepEqual(done, ["after", "at once"]);
});
