import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { frames, readFrame } from "../../../static/js/gate/digest.js";
import { fromBase64, mergeSeen, packBytes, unpack } from "../../../static/js/gate/wire.js";

const vectors = JSON.parse(readFileSync(new URL("../../vectors/wire.json", import.meta.url), "utf8"));

for (const { name, widths, rows, packed } of vectors.lists) {
  test(`a list: ${name}`, () => {
    assert.deepEqual(unpack(packed), rows);
    assert.deepEqual(packBytes(rows, widths), fromBase64(packed));
  });
}

test("a list cut short is an error, not a short list", () => {
  const { packed } = vectors.lists.at(-1);
  const cut = btoa(String.fromCharCode(...fromBase64(packed).subarray(0, 300)));
  assert.throws(() => unpack(cut));
});

for (const entry of vectors.digests) {
  test(`a digest of ${entry.passages.length} passages`, async () => {
    const passages = entry.passages.map((one) => ({ ...one, at: new Date(one.at) }));
    assert.deepEqual(await frames(entry.fair, passages, entry.key), entry.frames);
    const read = await Promise.all(entry.frames.map((text) => readFrame(text, entry.fair, entry.key)));
    const numbers = read.flatMap((frame) => frame.passages.map((one) => one.number)).sort((a, b) => a - b);
    assert.deepEqual(numbers, passages.map((one) => one.number).sort((a, b) => a - b));
    read.forEach(({ frame, of }, i) => assert.deepEqual([frame, of], [i + 1, read.length]));
  });
}

test("a digest of a stranger or of another fair is none", async () => {
  const { frames: [text], fair, key } = vectors.digests[1];
  assert.equal(await readFrame(text, fair + 1, key), null);
  assert.equal(await readFrame(text, fair, "00".repeat(32)), null);
  assert.equal(await readFrame("https://fair.example/p/AAAA", fair, key), null);
});

test("a supervisor's PIN is checked and proved without a network", async () => {
  const { pin, salt, rounds, check, scan, proof } = vectors.pin;
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
  const hex = (buffer) => Buffer.from(buffer).toString("hex");
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: rounds };
  const key = await crypto.subtle.deriveBits(how, material, 256);
  assert.equal(hex(await crypto.subtle.digest("SHA-256", key)), check);
  const signing = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  assert.equal(hex(await crypto.subtle.sign("HMAC", signing, new TextEncoder().encode(scan))), proof);
});

test("what the server tells of other gates is merged, the newer one standing", () => {
  const gates = [{ id: 3, area: 1 }, { id: 5, area: 2 }];
  const list = (rows) => btoa(String.fromCharCode(...packBytes(rows, [11, 1])));
  const sent = { since: "2026-11-20T01:00:00Z", step: 2, gates, in: list([[7, 5, 0], [8, 5, 1]]), out: list([[9, 6, 0]]) };
  const own = {
    "8/2": { inside: true, entered_at: "2026-11-20T02:00:00.000Z", gate: 5 },
    "9/1": { inside: true, entered_at: "2026-11-20T01:02:00.000Z", gate: 3 },
  };
  mergeSeen(own, sent);
  assert.deepEqual(own["7/1"], { inside: true, entered_at: "2026-11-20T01:10:00.000Z", gate: 3 });
  assert.equal(own["8/2"].entered_at, "2026-11-20T02:00:00.000Z");
  assert.equal(own["9/1"].inside, false);
});
