import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deliver, deliverAll, ownAnswers } from "../../../static/js/sales/sending.js";
import { clockOf, fateOf, rowOf, tokenIn } from "../../../static/js/sales/waiting.js";

const AT = "2026-11-20T13:41:00.000Z";
const DAY = "/producer/applications/7/diary/2026-11-20";
const PAIRS = [["total", "1tr2"], ["answer_id", "page"], ["seen", "known"], ["written_at", ""], ["csrf_token", "secret"]];
const valueIn = (row, name) => new Map(row.pairs).get(name);

test("an answer has an id of its own, its moment, and no token", () => {
  const row = rowOf("mine", DAY, PAIRS, AT);
  assert.deepEqual([row.id, row.address, row.at, row.problem], ["mine", DAY, AT, null]);
  assert.equal(valueIn(row, "answer_id"), "mine");
  assert.equal(valueIn(row, "written_at"), AT);
  assert.equal(valueIn(row, "total"), "1tr2");
  assert.equal(valueIn(row, "csrf_token"), undefined);
  assert.equal(row.pairs.length, 4);
});

test("it replaces what its page knew, what waited before it, and what this phone has sent", () => {
  const former = [rowOf("first", DAY, [["seen", "old"]], AT), rowOf("second", DAY, [["seen", ""]], AT)];
  const row = rowOf("third", DAY, PAIRS, AT, former, ["sent"]);
  assert.deepEqual(new Set(valueIn(row, "seen").split(" ")), new Set(["known", "sent", "first", "old", "second"]));
});

test("nothing known is nothing seen", () => {
  assert.equal(valueIn(rowOf("mine", DAY, [["seen", ""]], AT), "seen"), "");
});

test("only a receipt counts as sent", () => {
  assert.equal(fateOf({ status: 200, redirected: false, json: { kept: "x" } }), "sent");
  assert.equal(fateOf({ status: 200, redirected: false, json: null }), "later"); // a hall's own sign-in page
  assert.equal(fateOf({ status: 200, redirected: true, json: null }), "signed_out");
  for (const status of [401, 403, 404]) assert.equal(fateOf({ status, redirected: false }), "signed_out");
  for (const status of [409, 413, 422]) assert.equal(fateOf({ status, redirected: false }), "refused");
  for (const status of [429, 500, 502, 503]) assert.equal(fateOf({ status, redirected: false }), "later");
  assert.equal(fateOf({ status: 400, redirected: false }), "token");
});

test("the token is found in a page, and nowhere else", () => {
  assert.equal(tokenIn('<input id="csrf_token" name="csrf_token" type="hidden" value="abc.def">'), "abc.def");
  assert.equal(tokenIn("<p>csrf_token</p>"), null);
});

test("the clock is the phone's", () => {
  assert.match(clockOf(AT), /^\d\d:41$/);
});

/* ---- sending */

class Store {
  constructor(rows) {
    this.rows = new Map(rows.map((row) => [row.id, row]));
    this.kept = {};
  }

  async read() {
    return { rows: [...this.rows.values()], kept: this.kept };
  }

  async write({ add = [], drop = [], kept = {} }) {
    for (const row of add) this.rows.set(row.id, row);
    for (const id of drop) this.rows.delete(id);
    Object.assign(this.kept, kept);
  }
}

let asked;
let answers;
const json = (status, body) => ({ ok: status < 300, status, redirected: false, json: async () => body });
const page = (text) => ({ ok: true, status: 200, redirected: false, text: async () => text, json: async () => { throw new Error("no json"); } });
const FRESH = page('<input name="csrf_token" type="hidden" value="fresh">');

beforeEach(() => {
  asked = [];
  globalThis.fetch = async (address, options) => {
    asked.push([options.method ?? "GET", address, options.body ? new URLSearchParams(options.body).get("csrf_token") : null]);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
});

test("a page that is too old gets a new token and sends once more", async () => {
  answers = [json(400, {}), FRESH, json(200, { kept: "mine" })];
  assert.equal((await deliver(rowOf("mine", DAY, PAIRS, AT), "stale")).fate, "sent");
  assert.deepEqual(asked, [["POST", DAY, "stale"], ["GET", DAY, null], ["POST", DAY, "fresh"]]);
});

test("without a network everything stays, and nothing is thrown", async () => {
  answers = [new TypeError("offline"), new TypeError("offline")];
  const store = new Store([rowOf("a", DAY, PAIRS, AT), rowOf("b", `${DAY}x`, PAIRS, AT)]);
  const results = await deliverAll(store);
  assert.deepEqual(results.map(([, { fate }]) => fate), ["later", "later"]);
  assert.equal(store.rows.size, 2);
});

test("what was sent goes, and the phone remembers that it was its own", async () => {
  answers = [FRESH, json(200, { kept: "a" })];
  const store = new Store([rowOf("a", DAY, PAIRS, AT)]);
  await deliverAll(store);
  assert.equal(store.rows.size, 0);
  assert.deepEqual(ownAnswers(store.kept, DAY), ["a"]);
  assert.deepEqual(ownAnswers(store.kept, "elsewhere"), []);
});

test("what was refused waits for a person and is not sent again by itself", async () => {
  answers = [FRESH, json(422, { error: { sentence: "Không đọc được" } })];
  const store = new Store([rowOf("a", DAY, PAIRS, AT)]);
  await deliverAll(store);
  assert.equal(store.rows.get("a").problem, "Không đọc được");
  assert.deepEqual(await deliverAll(store), []);
});

test("who is signed out keeps its answer", async () => {
  answers = [{ ...FRESH, redirected: true }];
  const store = new Store([rowOf("a", DAY, PAIRS, AT)]);
  assert.equal((await deliverAll(store))[0][1].fate, "signed_out");
  assert.equal(store.rows.get("a").problem, null);
});
