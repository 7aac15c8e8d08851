/* A supervisor's PIN, checked without a network. Twin of fairapp/domain/gate_pins.py, where it is told. */

import { hexToBytes } from "./verify.js";

export const DIGITS = 8;
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 5 * 60000;

/* {id, name, key} of the supervisor whose PIN this is, or null. */
export async function supervisorOf(pin, supervisors) {
  for (const { id, name, salt, rounds, check } of supervisors) {
    const key = await keyOf(pin, salt, rounds);
    if (hexOf(await crypto.subtle.digest("SHA-256", key)) === check) return { id, name, key };
  }
  return null;
}

export async function keyOf(pin, salt, rounds) {
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: hexToBytes(salt), iterations: rounds };
  return crypto.subtle.deriveBits(how, secret, 256);
}

/* What shows the server that this supervisor let this very scan in. */
export async function proofOf(key, scan) {
  const signing = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hexOf(await crypto.subtle.sign("HMAC", signing, new TextEncoder().encode(scan)));
}

/* Tries as they are kept: {wrong, until}. Five are free, then each wrong one doubles the wait. */
export function afterWrong(tries, now) {
  const wrong = (tries?.wrong ?? 0) + 1;
  const wait = wrong < FREE_TRIES ? 0 : FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES);
  return { wrong, until: now.getTime() + wait };
}

/* Milliseconds until the next try is taken. */
export function waitFor(tries, now) {
  return Math.max(0, (tries?.until ?? 0) - now.getTime());
}

export function triesLeft(tries) {
  return Math.max(0, FREE_TRIES - (tries?.wrong ?? 0));
}

function hexOf(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
