import assert from "node:assert/strict";
import { test } from "node:test";

import { NotSent } from "../../../static/js/gate/api.js";
import { answered, asked, checkRow, checked, isEmpty, newDraft, photoRow } from "../../../static/js/gate/floor_rows.js";
import { nextPhoto, refreshBook, sendPhoto } from "../../../static/js/gate/floor_sync.js";

const BOOTH = { key: "9f2c51aa03de", number: "A12", application: 41, open: ["labels"], last: null };
const AT = "2026-12-12T02:00:00.000Z";

function memoryOf(known = {}, rows = []) {
  return {
    known,
    rows,
    keep({ kept = {}, drop = [] }) {
      Object.assign(this.known, kept);
      this.rows = this.rows.filter(({ id }) => !drop.includes(id));
    },
  };
}

/* A server that holds what it gets, and loses the line when told to. */
class Server {
  held = 0;
  calls = [];
  breaks = 0;

  async sendBytes(path, bytes) {
    const start = Number(path.split("/").pop());
    this.calls.push([start, bytes.byteLength]);
    if (this.size === undefined) throw new NotSent("missing", "Chưa có lần kiểm tra của ảnh này.");
    if (start === this.held) this.held += bytes.byteLength;
    if (this.breaks > 0) {
      this.breaks -= 1;
      throw new NotSent("network"); // kept, and the answer is lost
    }
    return { answer: { held: this.held, done: this.held >= this.size } };
  }
}

test("a booth without anybody is asked for nothing else", () => {
  const draft = { ...newDraft("1", BOOTH, null), answers: { present: false, labels: false } };
  assert.deepEqual(asked(draft.answers), ["present"]);
  assert.deepEqual(answered(draft), { present: false });
  assert.equal(isEmpty(newDraft("1", BOOTH, null)), true);
  assert.equal(isEmpty({ ...newDraft("1", BOOTH, null), note: "Gian đóng" }), false);
});

test("what is sent is the draft with its moment", () => {
  const draft = { ...newDraft("1", BOOTH, "CODE"), answers: { present: true, labels: false }, note: " Hai hũ ", photos: [{ id: "p", size: 9 }] };
  const { kind, body } = checkRow(draft, AT, -1250);
  assert.equal(kind, "check");
  assert.deepEqual(body, {
    id: "1", booth: BOOTH.key, code: "CODE", application: 41, at: AT, skew: -1250,
    answers: { present: true, labels: false }, note: "Hai hũ", photos: [{ id: "p", size: 9 }],
  });
});

test("the phone's own list follows at once", () => {
  const draft = { ...newDraft("1", BOOTH, null), answers: { present: true, labels: true, prices: false } };
  const [booth, other] = checked([BOOTH, { ...BOOTH, key: "other" }], draft, AT);
  assert.deepEqual([booth.last, booth.open], [AT, ["prices"]]);
  assert.equal(other.last, null);
});

test("a photo waits for its check to be written and sent", () => {
  const photo = photoRow("p", "1", new ArrayBuffer(4));
  assert.equal(nextPhoto(memoryOf({ draft: { id: "1" } }, [photo])), null);
  assert.equal(nextPhoto(memoryOf({}, [photo, { id: "1", kind: "check" }])), null);
  assert.equal(nextPhoto(memoryOf({ draft: null }, [photo])), photo);
});

test("a photo goes in parts from where the server stands, through broken lines", async () => {
  const photo = photoRow("p", "1", new ArrayBuffer(150000));
  const server = Object.assign(new Server(), { size: 150000, breaks: 1 });
  const memory = memoryOf({}, [photo]);
  await assert.rejects(sendPhoto(photo, memory, server), NotSent);
  assert.equal(memory.rows.length, 1);
  await sendPhoto(photo, memory, server);
  assert.equal(memory.rows.length, 0);
  assert.equal(server.held, 150000);
  assert.deepEqual(server.calls.map(([start]) => start), [0, 0, 65536, 131072]);
});

test("a photo whose check the server could not read is not kept for ever, another page's 404 changes nothing", async () => {
  const photo = photoRow("p", "1", new ArrayBuffer(4));
  const memory = memoryOf({}, [photo]);
  await assert.rejects(sendPhoto(photo, memory, { sendBytes: async () => { throw new NotSent("missing"); } }), NotSent);
  assert.equal(memory.rows.length, 1);
  await sendPhoto(photo, memory, new Server());
  assert.equal(memory.rows.length, 0);
});

test("booths are asked for when old, and stay when nothing has changed", async () => {
  const memory = memoryOf();
  const asks = [];
  const api = { get: async (path) => { asks.push(path); return { answer: { mark: "m", booths: asks.length > 1 ? null : [BOOTH] } }; } };
  const now = new Date(AT);
  await refreshBook(memory, api, now);
  await refreshBook(memory, api, new Date(now.getTime() + 60000));
  await refreshBook(memory, api, new Date(now.getTime() + 6 * 60000));
  assert.deepEqual(asks, ["floor", "floor?mark=m"]);
  assert.deepEqual(memory.known.floor.booths, [BOOTH]);
});
