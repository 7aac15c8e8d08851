import assert from "node:assert/strict";
import { test } from "node:test";

import { expiryOf } from "../../../static/js/producers/expiry.js";

test("a certificate ends on the same day three years later", () => {
  assert.equal(expiryOf("2024-01-05"), "2027-01-05");
  assert.equal(expiryOf("2023-12-31"), "2026-12-31");
});

test("the 29th of February ends on the 28th", () => {
  assert.equal(expiryOf("2024-02-29"), "2027-02-28");
});

test("half a date proposes nothing", () => {
  assert.equal(expiryOf(""), "");
  assert.equal(expiryOf("2024-1-5"), "");
});
