import assert from "node:assert/strict";
import { test } from "node:test";

import { SILENCE, press } from "../../../static/js/gate/hid.js";
import { Outbox } from "../../../static/js/gate/outbox.js";
import { NotSent, postJson } from "../../../static/js/gate/post.js";
import { Sender } from "../../../static/js/gate/sender.js";
import { click, sum, undoOf } from "../../../static/js/gate/tally.js";
import { uuid7 } from "../../../static/js/gate/uuid7.js";

const WORDS = { offline: "mất mạng", signed_out: "hết phiên", refused: "không nhận" };

class Storage {
  getItem(key) {
    return this[key] ?? null;
  }
  setItem(key, value) {
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
}

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

/* ---- the outbox */

test("what is in the outbox survives a reload, oldest first", () => {
  const storage = new Storage();
  const outbox = new Outbox("scans", storage);
  outbox.add({ id: "2", code: "B" });
  outbox.add({ id: "1", code: "A" });
  assert.deepEqual(new Outbox("scans", storage).rows, [{ id: "1", code: "A" }, { id: "2", code: "B" }]);
  outbox.remove(["1"]);
  assert.deepEqual(new Outbox("scans", storage).rows, [{ id: "2", code: "B" }]);
});

test("the same row is kept once", () => {
  const outbox = new Outbox("scans", new Storage());
  outbox.add({ id: "1" });
  outbox.add({ id: "1" });
  assert.equal(outbox.rows.length, 1);
});

test("two tabs and two gates keep out of each other's way", () => {
  const storage = new Storage();
  const [one, two] = [new Outbox("gate-3-scans", storage), new Outbox("gate-3-scans", storage)];
  one.add({ id: "1" });
  two.add({ id: "2" });
  assert.equal(new Outbox("gate-3-scans", storage).rows.length, 2);
  assert.equal(new Outbox("gate-33-scans", storage).rows.length, 0);
});

test("a full storage loses nothing while the page is open", () => {
  const storage = new Storage();
  Object.defineProperty(storage, "setItem", { value: () => { throw new Error("full"); } });
  const outbox = new Outbox("scans", storage);
  outbox.add({ id: "1" });
  assert.equal(outbox.rows.length, 1);
});

/* ---- posting */

const response = (status, body, { redirected = false } = {}) => async () => ({
  ok: status < 300,
  status,
  redirected,
  json: async () => (body === undefined ? Promise.reject(new SyntaxError("html")) : body),
});

const why = async (send) => {
  const error = await postJson("/x", {}, WORDS, send).then(() => null, (thrown) => thrown);
  assert.ok(error instanceof NotSent);
  return [error.kind, error.message];
};

test("an answer is given back", async () => {
  assert.deepEqual(await postJson("/x", {}, WORDS, response(200, { count: 3 })), { count: 3 });
});

test("each failure says what a person can do about it", async () => {
  const said = { error: { status: 409, sentence: "câu của máy chủ" } };
  assert.deepEqual(await why(() => Promise.reject(new TypeError("failed"))), ["network", "mất mạng"]);
  assert.deepEqual(await why(response(502)), ["network", "mất mạng"]);
  assert.deepEqual(await why(response(500, said)), ["network", "câu của máy chủ"]);
  assert.deepEqual(await why(response(429, said)), ["network", "câu của máy chủ"]);
  assert.deepEqual(await why(response(200)), ["session", "hết phiên"]);
  assert.deepEqual(await why(response(200, {}, { redirected: true })), ["session", "hết phiên"]);
  assert.deepEqual(await why(response(401)), ["session", "hết phiên"]);
  assert.deepEqual(await why(response(400, said)), ["session", "câu của máy chủ"]);
  assert.deepEqual(await why(response(422)), ["refused", "không nhận"]);
  assert.deepEqual(await why(response(404, said)), ["refused", "câu của máy chủ"]);
});

/* ---- the sender */

function sending(...answers) {
  const told = [];
  const sent = [];
  const tell = {
    answered: (row, answer) => told.push([row.id, answer]),
    failed: (row, error) => told.push([row.id, error.kind]),
    changed: () => {},
  };
  const outbox = new Outbox("scans", new Storage());
  const sender = new Sender(
    outbox,
    async (row) => {
      sent.push(row.id);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    tell,
  );
  return { told, sent, outbox, sender };
}

const network = () => new NotSent("network", "");

test("a scan leaves the outbox only with its answer", async () => {
  const { told, sent, outbox, sender } = sending(network(), "ok");
  await sender.add({ id: "a" });
  assert.deepEqual([outbox.rows.length, sender.online, sender.waiting], [1, false, 1]);
  await sender.flush();
  assert.deepEqual([outbox.rows.length, sender.online, sender.waiting], [0, true, 0]);
  assert.deepEqual(sent, ["a", "a"]);
  assert.deepEqual(told, [["a", "network"], ["a", "ok"]]);
});

test("a dead network is tried with one scan, not with all", async () => {
  const { sent, sender } = sending(network(), network(), network());
  await sender.add({ id: "a" });
  await sender.add({ id: "b" });
  await sender.flush();
  assert.deepEqual(sent, ["a", "b", "a"]);
});

test("a scan the server refuses is kept and does not hold up the others", async () => {
  const { sent, outbox, sender } = sending(new NotSent("refused", ""), network(), "ok");
  await sender.add({ id: "a" });
  await sender.add({ id: "b" });
  await sender.flush();
  assert.deepEqual(sent, ["a", "b", "b"]);
  assert.deepEqual(outbox.rows, [{ id: "a" }]);
  assert.equal(sender.waiting, 1);
});

test("a scan on its way is not sent a second time", async () => {
  const { sent, sender } = sending("ok");
  const first = sender.add({ id: "a" });
  await sender.flush();
  await first;
  assert.deepEqual(sent, ["a"]);
});

/* ---- the clicker */

test("an undo takes back the newest click that still stands", () => {
  const rows = [click("1", "t", "adult", 1), click("2", "t", "adult", 5), click("3", "t", "child", 1)];
  const first = undoOf(rows, "4", "u");
  assert.deepEqual(first, { id: "4", at: "u", kind: "child", n: -1, undoes: "3" });
  const second = undoOf([...rows, first], "5", "u");
  assert.deepEqual(second, { id: "5", at: "u", kind: "adult", n: -5, undoes: "2" });
  const third = undoOf([...rows, first, second], "6", "u");
  const all = [...rows, first, second, third];
  assert.equal(undoOf(all, "7", "u"), null);
  assert.equal(sum(all), 0);
});

test("with nothing clicked there is nothing to undo", () => {
  assert.equal(undoOf([], "1", "t"), null);
});
