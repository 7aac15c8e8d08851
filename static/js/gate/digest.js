/* What gate phones show one another while they have no network. Twin of fairapp/domain/gate_digest.py,
   where the bytes are told; both read tests/vectors/wire.json. */

import { packBytes, unpackBytes } from "./wire.js";

const MARK = "FGD1:";
const DOMAIN = new TextEncoder().encode("FAIRAPP DIGEST 1\0");
const MAC_BYTES = 8;
const ROWS_A_FRAME = 60;
const MOST_GATES = 15;
const WIDTHS = [12, 4, 1];
const LONGEST = 2 ** 12 - 1;
const MINUTE = 60000;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* The frames to show one after the other; a passage is {number, at: Date, gate, inside}, `key` 64 hex digits. */
export async function frames(fair, passages, key) {
  const newest = passages.map((one) => ({ ...one, minute: Math.floor(one.at.getTime() / MINUTE) }));
  newest.sort((a, b) => b.minute - a.minute || b.number - a.number || b.gate - a.gate || b.inside - a.inside);
  const parts = [];
  for (let i = 0; i < newest.length; i += ROWS_A_FRAME) parts.push(newest.slice(i, i + ROWS_A_FRAME));
  return Promise.all(parts.map((part, i) => frame(fair, part, i + 1, parts.length, key)));
}

/* {frame, of, passages}, or null when it is not a digest of this fair. */
export async function readFrame(text, fair, key) {
  const raw = text.startsWith(MARK) ? fromBase32(text.slice(MARK.length)) : null;
  if (!raw || raw.length < 16 + MAC_BYTES) return null;
  const signed = raw.subarray(0, -MAC_BYTES);
  const mac = await macOf(signed, key);
  if (!raw.subarray(-MAC_BYTES).every((byte, i) => byte === mac[i]) || number(signed, 0, 2) !== fair) return null;
  const since = number(signed, 2, 4);
  const rest = 9 + 4 * signed[8];
  const gates = Array.from({ length: signed[8] }, (_, i) => number(signed, 9 + 4 * i, 4));
  const passages = unpackBytes(signed.subarray(rest)).map(([pass, minutes, gate, inside]) => ({
    number: pass,
    at: new Date((since + minutes) * MINUTE),
    gate: gates[gate],
    inside: inside === 1,
  }));
  return { frame: signed[6], of: signed[7], passages };
}

async function frame(fair, part, at, of, key) {
  const fresh = part.filter((one) => part[0].minute - one.minute < LONGEST);
  const start = fresh[fresh.length - 1].minute;
  const gates = [...new Set(fresh.map((one) => one.gate))].sort((a, b) => a - b).slice(0, MOST_GATES);
  const rows = fresh
    .filter((one) => gates.includes(one.gate))
    .map((one) => [one.number, one.minute - start, gates.indexOf(one.gate), one.inside ? 1 : 0]);
  const signed = new Uint8Array([
    ...bytes(fair, 2),
    ...bytes(start, 4),
    at,
    of,
    gates.length,
    ...gates.flatMap((gate) => bytes(gate, 4)),
    ...packBytes(rows, WIDTHS),
  ]);
  return MARK + toBase32(new Uint8Array([...signed, ...(await macOf(signed, key))]));
}

async function macOf(signed, key) {
  const secret = Uint8Array.from(key.match(/../g), (hex) => parseInt(hex, 16));
  const imported = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", imported, new Uint8Array([...DOMAIN, ...signed]));
  return new Uint8Array(mac).subarray(0, MAC_BYTES);
}

function bytes(value, count) {
  return Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);
}

function number(raw, at, count) {
  return raw.subarray(at, at + count).reduce((sum, byte) => sum * 256 + byte, 0);
}

function toBase32(raw) {
  let text = "";
  let held = 0;
  let waiting = 0;
  for (const byte of raw) {
    held = (held << 8) | byte;
    waiting += 8;
    while (waiting >= 5) {
      waiting -= 5;
      text += ALPHABET[held >> waiting];
      held &= (1 << waiting) - 1;
    }
  }
  return waiting ? text + ALPHABET[held << (5 - waiting)] : text;
}

function fromBase32(text) {
  const raw = [];
  let held = 0;
  let waiting = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    held = (held << 5) | value;
    waiting += 5;
    if (waiting >= 8) {
      waiting -= 8;
      raw.push(held >> waiting);
      held &= (1 << waiting) - 1;
    }
  }
  return new Uint8Array(raw);
}
