/* Reads a booth's sign and checks who signed it. Twin of fairapp/domain/signs.py, where the bytes are described;
   both read tests/vectors/signs.json. */

import { base32, isSignedBy, lastSegment } from "./verify.js";

const HEADER = 0x1b;
const DOMAIN = new TextEncoder().encode("FAIRAPP SIGN 1\0");
const BODY_BYTES = 10;
const TOKEN_BYTES = 74;
const TOKEN_LETTERS = 119;

/* {body: {key, fair, booth}, signed, signature}, or null when it is no sign at all. */
export function readSign(text) {
  const segment = lastSegment(text);
  if (segment.length !== TOKEN_LETTERS || !/^[A-Za-z2-7]+$/.test(segment)) return null;
  const raw = base32(segment.toUpperCase(), TOKEN_BYTES);
  if (!raw || raw[0] !== HEADER) return null;
  const signed = raw.subarray(0, BODY_BYTES);
  const booth = Array.from(signed.subarray(4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { body: { key: signed[1], fair: signed[2] * 256 + signed[3], booth }, signed, signature: raw.subarray(BODY_BYTES) };
}

/* "genuine", "other_fair", "forged" or "old"; `engine` is named only by tests. */
export async function judgeSign(sign, bundle, engine = null) {
  if (sign.body.fair !== bundle.fair.id) return "other_fair";
  const key = bundle.keys[sign.body.key];
  if (!key || !(await isSignedBy(sign, key.public, engine, DOMAIN))) return "forged";
  return key.refused ? "old" : "genuine";
}
