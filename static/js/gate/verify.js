/* Reads a pass token and checks who signed it. Twin of fairapp/domain/passes.py, where the bytes are
   described; both read tests/vectors/passes.json.

   Ed25519 comes from the browser's WebCrypto; where that does not know it (iOS before 17, Chrome before
   137) the small noble library is fetched instead. Both say the same, which the tests force them to. */

import { parsePrintedId } from "./printed_id.js";

const VERSION = 1;
const DOMAIN = new TextEncoder().encode("FAIRAPP PASS 1\0");
const BODY_BYTES = 18;
const TOKEN_BYTES = 82;
const TOKEN_LETTERS = 132;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const EPOCH = Date.UTC(2020, 0, 1);
const DAY = 86400000;
const KINDS = 2;
const ROLES = [null, "exhibitor", "booth_staff", "builder", "organiser", "guest", "press", "service", "visitor"];

/* What was scanned or typed: {body, signed, signature}, {typed: number}, or null. */
export function readCode(text) {
  const token = readToken(lastSegment(text));
  if (token) return token;
  const typed = parsePrintedId(text);
  return typed === null ? null : { typed };
}

/* The part of a scanned text that is the token: the last path segment on any host. */
export function lastSegment(text) {
  const path = text.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "").split(/[?#]/, 1)[0];
  return path.replace(/\/+$/, "").split("/").pop();
}

function readToken(segment) {
  if (segment.length !== TOKEN_LETTERS || !/^[A-Za-z2-7]+$/.test(segment)) return null;
  const raw = base32(segment.toUpperCase(), TOKEN_BYTES);
  const body = raw && unpack(raw.subarray(0, BODY_BYTES));
  return body && { body, signed: raw.subarray(0, BODY_BYTES), signature: raw.subarray(BODY_BYTES) };
}

/* The bytes, or null when the last letter's unused bits are set: one token has one spelling. */
export function base32(letters, bytes) {
  const raw = new Uint8Array(bytes);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of letters) {
    bits = (bits << 5) | ALPHABET.indexOf(letter);
    held += 5;
    if (held >= 8) {
      held -= 8;
      raw[at] = bits >> held;
      at += 1;
      bits &= (1 << held) - 1;
    }
  }
  return bits === 0 ? raw : null;
}

/* What the bytes say; null when the version, kind or role is not one this program knows. */
export function unpack(signed) {
  const kind = signed[0] & 0x0f;
  const role = ROLES[signed[10]];
  if (signed[0] >> 4 !== VERSION || kind >= KINDS || !role) return null;
  const number = (at, bytes) => signed.subarray(at, at + bytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return {
    kind,
    key: signed[1],
    fair: number(2, 2),
    number: number(4, 5),
    issue: signed[9],
    role,
    zones: signed[11],
    first_day: dayText(EPOCH + number(12, 2) * DAY),
    day_bits: number(14, 4),
  };
}

export function dayText(instant) {
  return new Date(instant).toISOString().slice(0, 10);
}

export function hexToBytes(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const engines = {
  async webcrypto(publicKey, signature, message) {
    return crypto.subtle.verify({ name: "Ed25519" }, await imported(publicKey), signature, message);
  },
  async noble(publicKey, signature, message) {
    const { verifyAsync } = await import("../../vendor/noble-ed25519/index.js");
    return verifyAsync(signature, message, publicKey, { zip215: false });
  },
};

const keys = new Map(); // a fair has a few, and each scan asks for one of them

function imported(publicKey) {
  const name = publicKey.join();
  if (!keys.has(name)) keys.set(name, crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]));
  return keys.get(name);
}

let usual = null;

/* "webcrypto" or "noble": what this browser can do, tried once on a known signature. */
export async function usualEngine() {
  usual ??= (await knowsEd25519()) ? "webcrypto" : "noble";
  return usual;
}

async function knowsEd25519() {
  const one = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  const two =
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
  try {
    return await engines.webcrypto(hexToBytes(one), hexToBytes(two), new Uint8Array(0));
  } catch {
    return false;
  }
}

/* Whether the holder of this key (64 hex digits) signed the token; `engine` is named only by tests. */
export async function isSignedBy(token, publicHex, engine = null, domain = DOMAIN) {
  const message = new Uint8Array(domain.length + token.signed.length);
  message.set(domain);
  message.set(token.signed, domain.length);
  try {
    return await engines[engine ?? (await usualEngine())](hexToBytes(publicHex), token.signature, message);
  } catch {
    return false;
  }
}

/* What the first badge would otherwise wait for: the engine itself, and the keys of the fair. */
export async function warmUp(known, engine = null) {
  const nothing = { signed: new Uint8Array(BODY_BYTES), signature: new Uint8Array(TOKEN_BYTES - BODY_BYTES) };
  for (const { public: publicHex } of Object.values(known)) await isSignedBy(nothing, publicHex, engine);
}
