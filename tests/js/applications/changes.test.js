import assert from "node:assert/strict";
import { test } from "node:test";

import { span } from "../../../static/js/applications/bulk.js";
import { changed, fieldOf, leftover, message, pause, readLeftover, snapshot, toShow } from "../../../static/js/applications/changes.js";

const FIELDS = ["wishes", "water", "goods", "staff"];
const typed = [["wishes", "gần cổng"], ["goods", "1"], ["goods", "2"], ["staff-0-name", "Lan"], ["staff-0-phone", ""]];

test("the rows of a list are one field", () => {
  assert.equal(fieldOf("staff-11-name"), "staff");
  assert.equal(fieldOf("places-0-zone"), "places");
});

test("nothing has changed between two equal snapshots", () => {
  assert.deepEqual(changed(snapshot(typed, FIELDS), snapshot(typed, FIELDS)), []);
});

test("a box that is unchecked sends nothing and is still a change", () => {
  const before = snapshot([...typed, ["water", "y"]], FIELDS);
  const now = snapshot(typed, FIELDS);
  assert.deepEqual(changed(before, now), ["water"]);
  assert.deepEqual(message(now, ["water"]), { fields: ["water"], pairs: [], seen: {}, layout: "" });
});

test("only the changed fields are sent, each of them whole", () => {
  const now = snapshot([["goods", "2"], ["staff-0-name", "Lan"], ["staff-0-phone", ""], ["wishes", "gần cổng"]], FIELDS);
  const fields = changed(snapshot(typed, FIELDS), now);
  assert.deepEqual(fields, ["goods"]);
  const sent = message(now, fields, { goods: 3 }, "abc");
  assert.deepEqual(sent, { fields: ["goods"], pairs: [["goods", "2"]], seen: { goods: 3 }, layout: "abc" });
});

test("what is no field of the draft is left out", () => {
  const now = snapshot([["csrf_token", "secret"], ...typed], FIELDS);
  assert.ok(!JSON.stringify(message(now, [...now.keys()])).includes("secret"));
});

test("what was not sent is read back as it was, and rubbish is nothing", () => {
  const now = snapshot(typed, FIELDS);
  const kept = leftover(now, ["wishes"], { wishes: 2 });
  assert.deepEqual(readLeftover(kept, FIELDS), { seen: { wishes: 2 }, fields: [["wishes", [["wishes", "gần cổng"]]]] });
  assert.deepEqual(readLeftover(kept, ["water"]).fields, []); // the fair does not ask for it any more
  for (const rubbish of [null, "", "{", "3", '{"fields":{"wishes":"x"}}']) assert.deepEqual(readLeftover(rubbish, FIELDS).fields, []);
});

test("another device's values are shown only where nobody types", () => {
  const values = { wishes: [], water: [], goods: [] };
  assert.deepEqual(toShow(values, ["wishes"], { water: [] }), ["goods"]);
});

test("attempts come more slowly and never stop", () => {
  assert.deepEqual([0, 1, 2, 3, 9].map(pause), [2000, 4000, 8000, 16000, 30000]);
});

test("a range is chosen in both directions", () => {
  assert.deepEqual(span(2, 4), [2, 3, 4]);
  assert.deepEqual(span(4, 2), [2, 3, 4]);
});
