import assert from "node:assert/strict";
import { test } from "node:test";

import { NotSent } from "../../../static/js/gate/api.js";
import { Clock } from "../../../static/js/gate/clock.js";
import { Memory } from "../../../static/js/gate/memory.js";
import { heard, newest, passageOf } from "../../../static/js/gate/passages.js";
import { clickRow, clickToUndo, scanRow, uncounted } from "../../../static/js/gate/rows.js";
import { Sync } from "../../../static/js/gate/sync.js";
import { packBytes } from "../../../static/js/gate/wire.js";

const NOW = new Date("2026-11-20T05:00:00.000Z");
const GATES = [{ id: 3, area: 1, name: "Cổng A" }, { id: 5, area: 2, name: "Cổng B" }];
const list = (rows, widths = []) => btoa(String.fromCharCode(...packBytes(rows, widths)));
const told = (inside = [], outside = []) => ({
  since: "2026-11-20T01:00:00Z", step: 1, gates: GATES, in: list(inside, [11, 1]), out: list(outside, [11, 1]),
});

function delta(more = {}) {
  return { device: { id: 1, gate: 3, fair: 7 }, cursor: "c2", areas: { 1: 9 }, counts: { entries: 4, clicks: 2 }, revoked: list([]), superseded: list([], [8]), seen: told(), ...more };
}

function bundle(more = {}) {
  return { ...delta({ cursor: "c1" }), now: NOW.toISOString(), lasting: { fair: { id: 7 }, gates: GATES }, ...more };
}

/* What IndexedDB does, in memory: `full` refuses to write. */
class Store {
  kept = {};
  seen = {};
  rows = [];
  full = false;

  async read() {
    return structuredClone({ kept: this.kept, seen: this.seen, rows: this.rows });
  }

  async write({ kept, seen, whole, add, drop }) {
    if (this.full) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
    Object.assign(this.kept, structuredClone(kept));
    this.seen = { ...(whole ? {} : this.seen), ...structuredClone(seen) };
    this.rows = [...this.rows.filter(({ id }) => !add.some((row) => row.id === id)), ...structuredClone(add)].filter(({ id }) => !drop.includes(id));
  }
}

async function aPhone(known = { credential: "secret", ...{} }) {
  const store = new Store();
  const memory = await Memory.open(store);
  await memory.keep({ kept: known });
  await memory.takeBundle(bundle(), NOW);
  return { store, memory };
}

const entered = (number, at) => passageOf({ reason: "welcome", facts: { number }, visit: null }, "in", 3, 1, new Date(at));
const aScan = (id, passage = null) => scanRow(id, NOW.toISOString(), 0, 3, { code: "X", direction: "in", how: "camera", said: "welcome", passage });

/* ---- who is inside */

test("an admission opens a visit, an exit closes it, a refusal leaves it", () => {
  const coming = entered(7, "2026-11-20T05:00:00.000Z");
  assert.deepEqual(coming, { key: "7/1", visit: { inside: true, entered_at: "2026-11-20T05:00:00.000Z", gate: 3 } });
  const going = passageOf({ reason: "left", facts: { number: 7 }, visit: coming.visit }, "out", 3, 1, new Date("2026-11-20T06:00:00Z"));
  assert.deepEqual(going.visit, { inside: false, entered_at: coming.visit.entered_at, left_at: "2026-11-20T06:00:00.000Z", gate: 3 });
  for (const reason of ["still_inside", "bad_signature", "pass_revoked", "never_entered"]) {
    assert.equal(passageOf({ reason, facts: { number: 7 } }, "in", 3, 1, NOW), null);
    assert.equal(passageOf({ reason, facts: { number: 7 } }, "out", 3, 1, NOW), null);
  }
});

test("what another phone showed is known here, the newer standing, at known gates only", () => {
  const seen = { "7/1": { inside: true, entered_at: "2026-11-20T05:00:30.000Z", gate: 3 } };
  const at = (minute) => new Date(`2026-11-20T05:${minute}:00Z`);
  const passages = [
    { number: 7, at: at("00"), gate: 3, inside: true },
    { number: 8, at: at("01"), gate: 5, inside: true },
    { number: 9, at: at("02"), gate: 99, inside: true },
  ];
  const changes = heard(passages, seen, { 3: 1, 5: 2 });
  assert.deepEqual(Object.keys(changes), ["8/2"]);
  const later = heard([{ number: 7, at: at("09"), gate: 3, inside: false }], seen, { 3: 1 });
  assert.equal(later["7/1"].inside, false);
  assert.equal(newest({ ...seen, ...changes }, 1)[0].number, 8);
});

/* ---- the memory */

test("a phone that is closed and opened again knows what it knew", async () => {
  const { store, memory } = await aPhone();
  const passage = entered(7, NOW);
  await memory.keep({ add: [aScan("a", passage)], seen: { [passage.key]: passage.visit } });
  const again = await Memory.open(store);
  assert.equal(again.ready, true);
  assert.deepEqual(again.seen["7/1"], passage.visit);
  assert.deepEqual(again.rows.map(({ id }) => id), ["a"]);
});

test("a delta adds to what is known", async () => {
  const { memory } = await aPhone();
  await memory.takeDelta(delta({ revoked: list([[50]]), superseded: list([[60, 3]], [8]), seen: told([[70, 30, 0]]) }), NOW);
  await memory.takeDelta(delta({ revoked: list([[50], [51]]) }), NOW);
  assert.deepEqual(memory.bundle.revoked, [50, 51]);
  assert.deepEqual(memory.bundle.superseded, { 60: 3 });
  assert.equal(memory.seen["70/1"].inside, true);
});

test("a bundle replaces all but what only this phone knows", async () => {
  const { store, memory } = await aPhone();
  const own = entered(7, NOW);
  await memory.keep({ add: [aScan("a", own)], seen: { [own.key]: own.visit, "8/1": { inside: true, entered_at: "2026-11-19T05:00:00.000Z", gate: 3 }, "9/2": { inside: true, entered_at: NOW.toISOString(), gate: 5, heard: true } } });
  await memory.takeBundle(bundle({ seen: told([[70, 30, 0]]) }), NOW);
  assert.deepEqual(Object.keys(memory.seen).sort(), ["7/1", "70/1", "9/2"]);
  assert.deepEqual(store.seen, memory.seen);
});

test("a full storage loses nothing while the page is open, and catches up when there is room", async () => {
  const { store, memory } = await aPhone();
  store.full = true;
  await memory.keep({ add: [aScan("a")] });
  assert.deepEqual([memory.trouble, memory.rows.length, memory.unkept.size], ["full", 1, 1]);
  store.full = false;
  await memory.keep({ add: [aScan("b")] });
  assert.deepEqual([memory.trouble, memory.unkept.size], [null, 0]);
  assert.deepEqual(store.rows.map(({ id }) => id).sort(), ["a", "b"]);
});

/* ---- rows */

test("a row holds what the server wants, and no letter that it could not keep", () => {
  const facts = { code: `a\0\ud800b${"x".repeat(900)}`, direction: "in", how: "hid", said: "not_a_pass" };
  const { body } = scanRow("id", "at", null, 3, facts);
  assert.equal(body.code.startsWith("abx"), true);
  assert.equal(body.code.length <= 512, true);
  const token = "A".repeat(132);
  assert.equal(scanRow("id", "at", 0, 3, { ...facts, code: `HTTPS://HOST/P/${token}` }).body.code, token);
});

test("an undo takes back the newest click that still stands, once", () => {
  const clicks = [clickRow("1", "t", 0, 3, "adult", 1).body, clickRow("2", "t", 0, 3, "child", 5).body];
  assert.equal(clickToUndo(clicks).id, "2");
  clicks.push(clickRow("3", "t", 0, 3, "child", -5, "2").body);
  assert.equal(clickToUndo(clicks).id, "1");
  clicks.push(clickRow("4", "t", 0, 3, "adult", -1, "1").body);
  assert.equal(clickToUndo(clicks), null);
});

test("the count on the screen holds what has not been sent", () => {
  const rows = [aScan("a", entered(7, NOW)), aScan("b"), clickRow("c", "t", 0, 3, "adult", 5), clickRow("d", "t", 0, 5, "adult", 9)];
  assert.deepEqual(uncounted(rows, 3), { entries: 1, clicks: 5 });
});

/* ---- the sender */

class Server {
  calls = [];
  kept = new Set();
  answers = []; // what goes wrong, in turn; null is fine

  async post(place, body) {
    const items = body[place];
    this.calls.push([place, items.length]);
    const wrong = this.answers.shift();
    if (wrong === "after") items.forEach(({ id }) => this.kept.add(id));
    if (wrong) throw wrong === "after" ? new NotSent("network") : wrong;
    const known = items.filter(({ id }) => this.kept.has(id)).length;
    items.forEach(({ id }) => this.kept.add(id));
    const answer = { now: NOW.toISOString(), kept: items.length - known, known, outcomes: [], dead: [], delta: delta() };
    return { answer, sent: Date.now(), received: Date.now() };
  }

  async get(place) {
    this.calls.push([place]);
    const wrong = this.answers.shift();
    if (wrong) throw wrong;
    return { answer: bundle(), sent: Date.now(), received: Date.now() };
  }
}

async function sending({ enrolled = true } = {}) {
  const { store, memory } = await aPhone(enrolled ? undefined : {});
  const server = new Server();
  const told = [];
  const waits = [];
  const tell = { changed: () => {}, outcomes: (outcomes, rows) => told.push(rows.length) };
  const sync = new Sync(memory, new Clock(0), server, () => ({ battery: null, version: "1" }), tell, (act, wait) => { waits.push(wait); });
  return { store, memory, server, sync, waits, told };
}

const network = () => new NotSent("network");

test("a thousand rows leave in batches of five hundred, and only with their answers", async () => {
  const { store, memory, server, sync } = await sending();
  await memory.keep({ add: Array.from({ length: 1100 }, (_, i) => aScan(`s${String(i).padStart(4, "0")}`)) });
  server.answers = [null, network()];
  await sync.now();
  assert.deepEqual([memory.rows.length, store.rows.length, sync.online], [600, 600, false]);
  await sync.now();
  assert.deepEqual([memory.rows.length, store.rows.length, server.kept.size], [0, 0, 1100]);
  assert.deepEqual(server.calls, [["scans", 500], ["scans", 500], ["scans", 500], ["scans", 100]]);
});

test("an answer that was lost makes nothing twice", async () => {
  const { memory, server, sync } = await sending();
  await memory.keep({ add: [aScan("a"), aScan("b")] });
  server.answers = ["after"];
  await sync.now();
  assert.equal(memory.rows.length, 2);
  await sync.now();
  assert.deepEqual([memory.rows.length, [...server.kept]], [0, ["a", "b"]]);
});

test("a dead network is tried again later and later, up to a minute", async () => {
  const { memory, server, sync, waits } = await sending();
  await memory.keep({ add: [aScan("a")] });
  server.answers = Array.from({ length: 9 }, network);
  for (let i = 0; i < 9; i += 1) await sync.now();
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
  await sync.now();
  assert.equal(waits.at(-1), 60000); // at rest
  sync.scanning = true;
  await sync.now();
  assert.equal(waits.at(-1), 10000);
});

test("whoever was long without a network tries again soon when it is back", async () => {
  const { memory, server, sync, waits } = await sending();
  await memory.keep({ add: [aScan("a")] });
  server.answers = [...Array.from({ length: 9 }, network), "after"];
  for (let i = 0; i < 9; i += 1) await sync.now();
  await sync.reconnected(); // the server has kept it, and its answer is lost
  assert.deepEqual([waits.at(-1), memory.rows.length], [1000, 1]);
  await sync.now();
  assert.equal(memory.rows.length, 0);
});

test("too large a batch is cut until it fits", async () => {
  const { memory, server, sync } = await sending();
  await memory.keep({ add: ["a", "b", "c", "d"].map((id) => aScan(id)) });
  server.answers = [new NotSent("large")];
  await sync.now();
  assert.deepEqual(server.calls, [["scans", 4], ["scans", 2], ["scans", 2]]);
  assert.equal(memory.rows.length, 0);
});

test("a server that asks for patience gets it", async () => {
  const { server, sync, waits } = await sending();
  server.answers = [new NotSent("busy", "Chậm lại", 7000)];
  await sync.now();
  assert.deepEqual(waits, [7000]);
});

test("a revoked phone stops and keeps its queue; taken back, it goes on", async () => {
  const { store, memory, server, sync } = await sending();
  await memory.keep({ add: [aScan("a")] });
  server.answers = [new NotSent("forbidden", "Máy này đã bị ngừng.")];
  await sync.now();
  assert.deepEqual(memory.known.stopped, { kind: "revoked", sentence: "Máy này đã bị ngừng." });
  assert.equal(store.rows.length, 1);
  await sync.now();
  assert.equal(memory.known.stopped, null);
  assert.equal(store.rows.length, 0);
});

test("dead letters are remembered, and an old cursor fetches the bundle", async () => {
  const { memory, server, sync } = await sending();
  await memory.keep({ add: [aScan("a")] });
  const post = server.post.bind(server);
  server.post = async (...call) => {
    const said = await post(...call);
    Object.assign(said.answer, { dead: [{ id: "a", sentence: "Thiếu mục gate." }], delta: { now: NOW.toISOString(), resync: true } });
    return said;
  };
  await sync.now();
  assert.deepEqual(memory.known.dead, [{ id: "a", sentence: "Thiếu mục gate." }]);
  assert.deepEqual(server.calls, [["scans", 1], ["bundle"]]);
  assert.equal(memory.rows.length, 0);
});

test("scans and clicks share the queue, and what comes meanwhile goes next", async () => {
  const { memory, server, sync } = await sending();
  await memory.keep({ add: [clickRow("c", "t", 0, 3, "adult", 1), aScan("a")] });
  const first = sync.now();
  memory.keep({ add: [aScan("b")] });
  await Promise.all([first, sync.now()]);
  assert.equal(memory.rows.length, 0);
  assert.deepEqual([...server.kept].sort(), ["a", "b", "c"]);
});

test("a phone without a credential asks nothing", async () => {
  const { server, sync } = await sending({ enrolled: false });
  await sync.now();
  assert.deepEqual(server.calls, []);
});

test("an answer to who the phone was does not stop who it has become", async () => {
  const { memory, server, sync } = await sending();
  let refuse;
  server.post = () => new Promise((_, reject) => { refuse = () => reject(new NotSent("forbidden", "Ban tổ chức đã ngừng máy này.")); });
  const old = sync.now();
  const changed = sync.alone(() => memory.keep({ kept: { credential: "new", stopped: null } }));
  await new Promise((done) => { setImmediate(done); });
  refuse();
  await Promise.all([old, changed]);
  assert.deepEqual([memory.known.credential, memory.known.stopped], ["new", null]);
});
