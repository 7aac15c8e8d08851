import assert from "node:assert/strict";
import { test } from "node:test";

import { NotSent } from "../../../static/js/gate/api.js";
import { Clock } from "../../../static/js/gate/clock.js";
import { clickRow } from "../../../static/js/gate/rows.js";
import { Sync } from "../../../static/js/gate/sync.js";
import { NOW, delta, bundle, aPhone, aScan } from "./phones.mjs";

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
