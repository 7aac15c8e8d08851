import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, isLongEnough, listed, nextSpell, running } from "../../../static/js/counting/spells.js";

const at = (minute) => Date.parse("2026-12-12T01:00:00Z") + minute * 60000;
const spell = (id, minute) => ({ id, begins: new Date(at(minute)).toISOString(), point: "Đầu phố", stand: "" });
const SPELLS = [spell(1, 0), spell(2, 15), spell(3, 45)];

test("the next spell is the first that is neither done nor missed", () => {
  assert.deepEqual(nextSpell(SPELLS, new Set(), at(-3)), { spell: SPELLS[0], minutes: 3, may: false });
  assert.deepEqual(nextSpell(SPELLS, new Set(), at(5)), { spell: SPELLS[0], minutes: 0, may: true });
  assert.equal(nextSpell(SPELLS, new Set(), at(6)).spell.id, 2);
  assert.equal(nextSpell(SPELLS, new Set([1, 2]), at(0)).spell.id, 3);
  assert.equal(nextSpell(SPELLS, new Set(), at(51)), null);
});

test("a count lasts ten minutes, and one begun late ends with its quarter", () => {
  assert.deepEqual(running(SPELLS[0], at(0), at(4)), { seconds: 240, left: 360 });
  assert.deepEqual(running(SPELLS[0], at(0), at(12)), { seconds: 600, left: 0 });
  assert.deepEqual(running(SPELLS[0], at(5), at(20)), { seconds: 600, left: 0 });
  assert.equal(running(SPELLS[0], at(7), at(20)).seconds, 480);
});

test("a clock that is set back counts nothing below zero", () => {
  assert.equal(running(SPELLS[0], at(3), at(1)).seconds, 0);
});

test("less than five minutes is no count", () => {
  assert.equal(isLongEnough(299), false);
  assert.equal(isLongEnough(300), true);
});

test("the list shows what is near, with what became of it", () => {
  const rows = listed([...SPELLS, spell(9, 500)], new Set([1]), at(30));
  assert.deepEqual(rows.map(({ spell: { id }, state }) => [id, state]), [[1, "done"], [2, "missed"], [3, ""]]);
});

test("seconds are shown as minutes and seconds", () => {
  assert.equal(clock(605), "10:05");
});
