/* Whatever is done to a genuine code, or written out of nothing: the phone admits nobody by it, and judges on. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { decide } from "../../../static/js/gate/decide.js";

const { bundle, cases } = JSON.parse(readFileSync(new URL("../../vectors/verdicts.json", import.meta.url), "utf8"));
const genuine = cases.find(({ text, expect }) => expect.reason === "welcome" && text.includes("/P/"));
const TOKEN = genuine.text.split("/").pop();
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PASSING = new Set(["admit", "override", "exit"]);
const TEXTS = 20_000;

/* What the phone says of a text when the moment and the gate are right; a supervisor's word changes nothing. */
async function said(text, { engine = null, direction = "in", override = false } = {}) {
  const { seen, now, gate } = genuine;
  return (await decide(text, bundle, seen, new Date(now), gate, direction, { engine, override })).verdict;
}

for (const engine of ["webcrypto", "noble"]) {
  test(`${engine}: of a genuine token with any bit turned over, none is admitted`, async () => {
    assert.equal(await said(genuine.text, { engine }), "admit");
    assert.equal(TOKEN.length, 132); // 660 bits: the token's 656 and four that are not used
    for (let at = 0; at < TOKEN.length; at += 1) {
      for (let bit = 0; bit < 5; bit += 1) {
        const letter = ALPHABET[ALPHABET.indexOf(TOKEN[at]) ^ (1 << bit)];
        const turned = genuine.text.replace(TOKEN, TOKEN.slice(0, at) + letter + TOKEN.slice(at + 1));
        for (const override of [false, true]) {
          const verdict = await said(turned, { engine, override });
          assert.ok(!PASSING.has(verdict), `letter ${at}, bit ${bit}: ${verdict}`);
        }
      }
    }
  });
}

/* Small and the same everywhere: a text that is admitted can be found again. */
function chances(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const LETTERS = [...ALPHABET, ..."abcxyz0189/?#%:.- \t\n\0", "é", "Ầ", "🎫", "\ud800", "\u202e", "\u00a0"];

function scribble(chance) {
  return Array.from({ length: chance(200) }, () => LETTERS[chance(LETTERS.length)]).join("");
}

/* A genuine code with something done to it, once to three times. */
function spoil(chance) {
  let text = chance(2) ? genuine.text : TOKEN;
  for (let times = chance(3); times >= 0; times -= 1) {
    const at = chance(text.length);
    const letter = LETTERS[chance(LETTERS.length)];
    text = [
      () => text.slice(0, at) + letter + text.slice(at + 1),
      () => text.slice(0, at) + text.slice(at + 1),
      () => text.slice(0, at) + letter + text.slice(at),
      () => text.slice(0, at),
      () => text.slice(at) + text.slice(0, at),
      () => text.slice(0, at) + ALPHABET[chance(32)] + text.slice(at + 1),
      () => text + scribble(chance),
      () => text.toLowerCase(),
    ][chance(8)]();
  }
  return text;
}

test("of random texts and spoilt codes none is admitted, and none is too odd to be judged", async () => {
  const chance = chances(20261122);
  const heard = new Set();
  for (let n = 0; n < TEXTS; n += 1) {
    const text = n % 2 ? spoil(chance) : scribble(chance);
    const options = { direction: chance(4) ? "in" : "out", override: chance(4) === 0 };
    const verdict = await said(text, options);
    heard.add(verdict);
    const whole = text.toUpperCase().includes(TOKEN); // written otherwise, and still the genuine one
    assert.ok(whole || !PASSING.has(verdict), `${JSON.stringify(text)}: ${verdict}`);
  }
  for (const verdict of ["unreadable", "forged", "other_fair", "admit"]) assert.ok(heard.has(verdict), verdict);
});
