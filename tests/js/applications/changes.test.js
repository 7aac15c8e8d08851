import assert from "node:assert/strict";
import { test } from "node:test";

import { span } from "../../../static/js/applications/bulk.js";
import { changed, fieldOf, message, pause, snapshot } from "../../../static/js/applications/changes.js";

const FIELDS = ["wishes", "water", "goods", "staff"];
const typed = [["wishes", "gần cổng"], ["goods", "1"], ["goods", "2"], ["staff-0-name", "Lan"], ["staff-0-phone", ""]];

test("the rows of a list are one field", () => {
  assert.equal(fieldOf("staff-11-name"), "staff");
  assert.equal(fieldOf("wished_zone_id"), "wished_zone_id");
});

test("nothing has changed between two equal snapshots", () => {
  assert.deepEqual(changed(snapshot(typed, FIELDS), snapshot(typed, FIELDS)), []);
});

test("a box that is unchecked sends nothing and is still a change", () => {
  const before = snapshot([...typed, ["water", "y"]], FIELDS);
  const now = snapshot(typed, FIELDS);
  assert.deepEqual(changed(before, now), ["water"]);
  assert.deepEqual(message(now, ["water"]), { fields: ["water"], pairs: [] });
});

test("only the changed fields are sent, each of them whole", () => {
  const now = snapshot([["goods", "2"], ["staff-0-name", "Lan"], ["staff-0-phone", ""], ["wishes", "gần cổng"]], FIELDS);
  const fields = changed(snapshot(typed, FIELDS), now);
  assert.deepEqual(fields, ["goods"]);
  assert.deepEqual(message(now, fields), { fields: ["goods"], pairs: [["goods", "2"]] });
});

test("what is no field of the draft is left out", () => {
  const now = snapshot([["csrf_token", "secret"], ...typed], FIELDS);
  assert.ok(!JSON.stringify(message(now, [...now.keys()])).includes("secret"));
});

test("attempts come more slowly and never stop", () => {
  assert.deepEqual([0, 1, 2, 3, 9].map(pause), [2000, 4000, 8000, 16000, 30000]);
});

test("a range is chosen in both directions", () => {
  assert.deepEqual(span(2, 4), [2, 3, 4]);
  assert.deepEqual(span(4, 2), [2, 3, 4]);
});
