import assert from "node:assert/strict";
import { test } from "node:test";

import { Store, namesOf } from "../../../../static/js/booths/editor/store.js";
import { Wire } from "../../../../static/js/booths/editor/wire.js";

const booth = (key, facts = {}) => ({ key, number: key.toUpperCase(), x: 0, y: 0, width: 300, depth: 300, open: "NESW", ...facts });
const whole = () => ({
  version: 3, booths: [booth("a1"), booth("a2", { x: 300 })], features: [], zones: [], undo: null, redo: null, faults: [],
});
const news = (version, changes, more = {}) => ({ version, changes, open: {}, steps: [], undo: "x", redo: null, faults: [], ...more });
const MOVE = { do: "move", how: "move", places: { a1: { x: 900, y: 0, width: 300, depth: 300 } } };

test("one's own orders show at once and the server's word replaces them", () => {
  const store = new Store(whole());
  store.add(MOVE);
  assert.equal(store.things.get("a1").x, 900);
  assert.equal(store.base.get("a1").x, 0);
  store.drop(1);
  const touched = store.take(news(4, [{ what: "booth", key: "a1", now: booth("a1", { x: 950 }) }], { open: { a2: "NES" } }));
  assert.deepEqual([...touched].sort(), ["a1", "a2"]);
  assert.equal(store.things.get("a1").x, 950);
  assert.equal(store.things.get("a2").open, "NES");
  assert.equal(store.version, 4);
  assert.equal(store.undo, "x");
});

test("what others remove is gone, with a move of one's own that waits for it", () => {
  const store = new Store(whole());
  store.add(MOVE);
  store.take(news(4, [{ what: "booth", key: "a1", now: null }]));
  assert.equal(store.things.has("a1"), false);
});

test("a booth keeps who has it when its place changes", () => {
  const store = new Store({ ...whole(), booths: [booth("a1", { holder: "HTX", state: "held" })] });
  store.take(news(4, [{ what: "booth", key: "a1", now: booth("a1", { x: 5 }) }]));
  assert.equal(store.things.get("a1").holder, "HTX");
});

test("every order names the things it is about", () => {
  assert.deepEqual(namesOf(MOVE), ["a1"]);
  assert.deepEqual(namesOf({ do: "remove", keys: ["a1", "a2"] }), ["a1", "a2"]);
  assert.deepEqual(namesOf({ do: "number", numbers: { a2: "B" } }), ["a2"]);
  assert.deepEqual(namesOf({ do: "feature", key: "f" }), ["f"]);
  assert.deepEqual(namesOf({ do: "undo" }), []);
});

function line(answers) {
  const store = new Store(whole());
  const told = [];
  const sent = [];
  const on = {
    done: () => told.push("done"),
    refused: (sentence) => told.push(sentence),
    stale: (_news, _touched, collides) => told.push(collides ? "collides" : "stale"),
    lost: () => told.push("lost"),
  };
  const post = async (order) => { sent.push(order); const answer = answers.shift(); if (answer instanceof Error) throw answer; return answer; };
  const later = [];
  const wire = new Wire({ store, post, on, later: (act) => later.push(act) });
  return { store, wire, told, sent, later };
}

const settle = () => new Promise((done) => { setImmediate(done); });
const ok = (version) => ({ status: 200, body: news(version, []) });

test("orders go one after the other, each on the version that the one before made", async () => {
  const { wire, sent, told } = line([ok(4), ok(5)]);
  wire.send(MOVE);
  wire.send({ do: "undo" });
  await settle();
  assert.deepEqual(sent.map(({ seen, order }) => [seen, order.do]), [[3, "move"], [4, "undo"]]);
  assert.deepEqual(told, ["done", "done"]);
});

test("a refused order is taken back and the next one goes on", async () => {
  const { wire, store, told } = line([{ status: 422, body: { sentence: "Không được." } }, ok(4)]);
  wire.send(MOVE);
  wire.send({ do: "remove", keys: ["a2"] });
  await settle();
  assert.deepEqual(told, ["Không được.", "done"]);
  assert.equal(store.things.get("a1").x, 0);
});

test("when others changed something else, what was drawn is sent again by itself", async () => {
  const other = news(4, [{ what: "booth", key: "a2", now: booth("a2", { number: "X" }) }]);
  const { wire, store, sent, told } = line([{ status: 409, body: { news: other } }, ok(5)]);
  wire.send(MOVE);
  await settle();
  assert.deepEqual(sent.map(({ seen }) => seen), [3, 4]);
  assert.deepEqual(told, ["stale", "done"]);
  assert.equal(store.things.get("a2").number, "X");
});

test("when others changed the same thing, what was drawn is kept and waits for a decision", async () => {
  const other = news(4, [{ what: "booth", key: "a1", now: booth("a1", { x: 600 }) }]);
  const { wire, store, sent, told } = line([{ status: 409, body: { news: other } }, ok(5)]);
  wire.send(MOVE);
  await settle();
  assert.deepEqual([told, sent.length], [["collides"], 1]);
  assert.equal(store.things.get("a1").x, 900);
  assert.equal(store.base.get("a1").x, 600);
  wire.release();
  await settle();
  assert.deepEqual([told, sent.at(-1).seen], [["collides", "done"], 4]);
});

test("without a network what was drawn stays and is sent again later", async () => {
  const { wire, store, told, later } = line([new Error("away"), ok(4)]);
  wire.send(MOVE);
  await settle();
  assert.deepEqual([told, store.waiting.length, store.things.get("a1").x], [["lost"], 1, 900]);
  later.shift()();
  await settle();
  assert.deepEqual([told, store.waiting.length], [["lost", "done"], 0]);
});
