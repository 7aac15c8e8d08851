import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { judgeSign, readSign } from "../../../static/js/gate/sign.js";
import { readCode } from "../../../static/js/gate/verify.js";

const { bundle, readings, standings } = JSON.parse(readFileSync(new URL("../../vectors/signs.json", import.meta.url), "utf8"));

test("what is scanned is read in any spelling, and nothing else is a sign", () => {
  for (const { text, booth } of readings) assert.equal(readSign(text)?.body.booth ?? null, booth, text);
});

for (const engine of ["webcrypto", "noble"]) {
  test(`${engine} tells a genuine sign from every other`, async () => {
    for (const { text, standing } of standings) assert.equal(await judgeSign(readSign(text), bundle, engine), standing, text);
  });
}

test("a sign is no pass", () => {
  for (const { text } of standings) assert.equal(readCode(text), null);
});
