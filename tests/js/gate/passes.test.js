import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { parsePrintedId, printedId } from "../../../static/js/gate/printed_id.js";
import { isSignedBy, readCode } from "../../../static/js/gate/verify.js";

const vectors = JSON.parse(readFileSync(new URL("../../vectors/passes.json", import.meta.url), "utf8"));
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const ENGINES = ["webcrypto", "noble"];

for (const { body, signed, signature, code } of vectors.tokens) {
  test(`a token of ${body.role} ${body.number} is read as written`, () => {
    const token = readCode(code);
    assert.deepEqual(token.body, body);
    assert.equal(hex(token.signed), signed);
    assert.equal(hex(token.signature), signature);
  });
}

for (const engine of ENGINES) {
  test(`${engine} knows our signatures`, async () => {
    for (const { code } of vectors.tokens) {
      assert.equal(await isSignedBy(readCode(code), vectors.public_key, engine), true);
    }
  });

  test(`${engine} refuses every single bit turned over`, async () => {
    const { signed, signature } = vectors.tokens[0];
    const token = () => ({ signed: Buffer.from(signed, "hex"), signature: Buffer.from(signature, "hex") });
    const step = engine === "noble" ? 7 : 1;
    for (const part of ["signed", "signature"]) {
      for (let bit = 0; bit < 8 * token()[part].length; bit += step) {
        const changed = token();
        changed[part][bit >> 3] ^= 0x80 >> bit % 8;
        assert.equal(await isSignedBy(changed, vectors.public_key, engine), false, `${part} bit ${bit}`);
      }
    }
  });

  test(`${engine} answers no to a key that is no key`, async () => {
    const token = readCode(vectors.tokens[0].code);
    for (const key of ["", "00".repeat(31), "ff".repeat(32)]) {
      assert.equal(await isSignedBy(token, key, engine), false);
    }
  });
}

test("a browser without Ed25519 falls back by itself", async () => {
  const { subtle } = globalThis.crypto;
  const original = subtle.importKey;
  subtle.importKey = () => Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
  try {
    const fresh = await import("../../../static/js/gate/verify.js?without-ed25519");
    assert.equal(await fresh.usualEngine(), "noble");
    assert.equal(await fresh.isSignedBy(readCode(vectors.tokens[0].code), vectors.public_key), true);
  } finally {
    subtle.importKey = original;
  }
});

for (const { name, text, number } of vectors.readings) {
  test(`reading: ${name}`, () => {
    const code = readCode(text);
    assert.equal(code?.typed, undefined);
    assert.equal(code?.body.number ?? null, number);
  });
}

test("a truncated token is unreadable", () => {
  const { code } = vectors.tokens[0];
  for (let length = 0; length < code.length; length += 1) assert.equal(readCode(code.slice(0, length)), null);
});

test("printed ids are those of the server", () => {
  for (const { number, printed } of vectors.printed_ids.numbers) {
    assert.equal(printedId(number), printed);
    assert.deepEqual(readCode(printed), { typed: number });
  }
});

test("typing is forgiven as on the server, and no further", () => {
  for (const { text, number } of vectors.printed_ids.typed) assert.equal(parsePrintedId(text), number, text);
});
