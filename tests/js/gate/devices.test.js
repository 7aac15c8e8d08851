import assert from "node:assert/strict";
import { test } from "node:test";

import { assess, isGreen } from "../../../static/js/gate/checks.js";
import { Clock } from "../../../static/js/gate/clock.js";
import { codeOf } from "../../../static/js/gate/enrol.js";
import { SILENCE, press } from "../../../static/js/gate/hid.js";
import { uuid7 } from "../../../static/js/gate/uuid7.js";

/* ---- ids */

test("an id has the form and the time of version 7", () => {
  const id = uuid7(0x0123456789ab, new Uint8Array(10).fill(0xff));
  assert.equal(id, "01234567-89ab-7fff-bfff-ffffffffffff");
  assert.equal(uuid7(1, new Uint8Array(10)), "00000000-0001-7000-8000-000000000000");
});

test("ids sort by time and do not repeat", () => {
  const ids = Array.from({ length: 200 }, (_, i) => uuid7(1763700000000 + i));
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(Array.from({ length: 500 }, () => uuid7(5))).size, 500);
});

/* ---- scanners that type */

const typed = (keys, gap) => keys.reduce((buffer, key, i) => press(buffer, key, 1000 + i * gap), SILENCE);

test("a scanner's keys and Enter are a code", () => {
  assert.equal(typed([..."HTTPS://A/P/ABC", "Enter"], 8).code, "HTTPS://A/P/ABC");
});

test("Shift and other named keys leave no letters", () => {
  assert.equal(typed(["Shift", "A", "Shift", ..."BCDEFGHI", "Enter"], 8).code, "ABCDEFGHI");
});

test("a person at the keyboard is no scanner", () => {
  assert.equal(typed([..."ABCDEFGHIJ", "Enter"], 300).code, null);
});

test("Enter alone presses the button it stands on", () => {
  assert.equal(typed(["Enter"], 8).code, null);
});

test("a second code does not carry the first along", () => {
  const first = typed([..."ABCDEFGHIJ", "Enter"], 8);
  const second = [..."KLMNOPQRS", "Enter"].reduce((buffer, key, i) => press(buffer, key, 1100 + i), first);
  assert.equal(second.code, "KLMNOPQRS");
});

/* ---- enrolling */

test("a link of an organiser is known by its path, on any host", () => {
  const code = "Jx0_".repeat(10) + "abc";
  assert.equal(codeOf(`https://hoicho.example/gate/enrol#${code}`), code);
  assert.equal(codeOf(` http://127.0.0.1:5000/gate/enrol?lang=en#${code}\n`), code);
  for (const other of [`https://hoicho.example/p/${code}`, "https://hoicho.example/gate/enrol", `https://h/gate/enrol#${code}<`, code, ""]) {
    assert.equal(codeOf(other), null, other);
  }
});

/* ---- the clock */

class Watch {
  wall = 1_000_000;
  steady = 0;

  pass(ms, set = 0) {
    this.wall += ms + set;
    this.steady += ms;
  }

  clock(skew) {
    return new Clock(skew, () => this.wall, () => this.steady);
  }
}

const at = (ms) => new Date(ms).toISOString();

test("the skew is measured in the middle of the way there and back", () => {
  const watch = new Watch();
  const clock = watch.clock(null);
  clock.measure(1000, 3000, at(500));
  assert.equal(clock.skew, 1500);
  assert.equal(clock.now().getTime(), watch.wall - 1500);
});

test("a slow answer is believed only when nothing better is known", () => {
  const clock = new Watch().clock(null);
  clock.measure(0, 9000, at(4400));
  assert.equal(clock.skew, 100);
  clock.measure(0, 9000, at(0));
  assert.equal(clock.skew, 100);
});

test("a clock that is set by hand does not move the time of scans", () => {
  for (const hours of [-3, 5]) {
    const watch = new Watch();
    const clock = watch.clock(250);
    const before = clock.now().getTime();
    watch.pass(1000, hours * 3_600_000);
    assert.equal(clock.look(true), true);
    assert.equal(clock.now().getTime(), before + 1000);
  }
});

test("a phone that slept has not been set", () => {
  const watch = new Watch();
  const clock = watch.clock(0);
  watch.wall += 300_000; // while it slept it counted nothing
  assert.equal(clock.look(false), false);
  assert.equal(clock.skew, 0);
  watch.pass(1000, -60_000);
  assert.equal(clock.look(false), true);
  assert.equal(clock.skew, -60_000);
});

/* ---- the self-test */

const now = new Date("2026-11-20T05:00:00Z");
const fine = {
  camera: null,
  sound: true,
  storage: { trouble: null, lasting: true, room: 1e9 },
  skew: 400,
  synced: new Date(now - 30000),
  now,
  offline: true,
  battery: 80,
};
const found = (facts) => assess({ ...fine, ...facts }).filter(({ state }) => state !== "good").map(({ state, say, values }) => [state, say, values]);

test("a phone that is fine is green", () => {
  assert.deepEqual(found({}), []);
  assert.equal(isGreen(assess(fine)), true);
  assert.equal(isGreen(assess({ ...fine, sound: false })), false);
});

test("each thing that may be wrong has a state and a sentence of its own", () => {
  const storage = (facts) => ({ storage: { ...fine.storage, ...facts } });
  for (const [facts, state, say, values = {}] of [
    [{ camera: "camera_forbidden" }, "bad", "camera_forbidden"],
    [{ sound: false }, "bad", "sound_bad"],
    [storage({ trouble: "full" }), "bad", "storage_full"],
    [storage({ trouble: "broken" }), "bad", "storage_broken"],
    [storage({ room: 5 * 1048576 }), "bad", "storage_small", { mb: 5 }],
    [storage({ lasting: false }), "fair", "storage_passing"],
    [{ skew: null }, "bad", "clock_unknown"],
    [{ skew: -5 * 60000 }, "fair", "clock_minutes", { n: 5 }],
    [{ skew: 3 * 3600000 }, "bad", "clock_hours", { n: 3 }],
    [{ synced: null }, "bad", "data_none"],
    [{ synced: new Date(now - 20 * 60000) }, "fair", "data_minutes", { n: 20 }],
    [{ synced: new Date(now - 2 * 3600000) }, "fair", "data_hours", { n: 2 }],
    [{ synced: new Date(now - 13 * 3600000) }, "bad", "data_hours", { n: 13 }],
    [{ offline: false }, "fair", "offline_fair"],
    [{ battery: 12 }, "fair", "battery_low", { n: 12 }],
  ]) {
    assert.deepEqual(found(facts), [[state, say, values]]);
  }
  assert.deepEqual(found({ battery: null }), []);
});
