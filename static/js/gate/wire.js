/* Lists of passes as they come from the server. Twin of fairapp/domain/gate_wire.py, where the bits are
   told; both read tests/vectors/wire.json. Bits are read by arithmetic: numbers have 40, `<<` knows 32. */

import { seenKey } from "./decide.js";

/* [[number, field, …], …] in the order of numbers. */
export function unpack(text) {
  return unpackBytes(fromBase64(text));
}

export function unpackBytes(raw) {
  const [k, fields] = raw;
  const widths = raw.subarray(2, 2 + fields);
  const count = raw.subarray(2 + fields, 6 + fields).reduce((sum, byte) => sum * 256 + byte, 0);
  const bits = new Bits(raw.subarray(6 + fields));
  if (count > bits.length) throw new Error("fewer bits than rows");
  const rows = [];
  let number = 0;
  for (let i = 0; i < count; i += 1) {
    let ones = 0;
    while (bits.take(1) === 1) ones += 1;
    number += ones * 2 ** k + bits.take(k);
    rows.push([number, ...Array.from(widths, (width) => bits.take(width))]);
  }
  return rows;
}

/* Rows [number, field, …] as `unpackBytes` reads them. */
export function packBytes(rows, widths = []) {
  const ordered = [...rows].sort((a, b) => a[0] - b[0] || compareFields(a, b));
  const steps = ordered.map((row, i) => row[0] - (i ? ordered[i - 1][0] : 0));
  const k = bestK(steps);
  const bits = [];
  const put = (value, width) => {
    if (value >= 2 ** width) throw new Error(`${value} does not fit ${width} bits`);
    for (let i = width - 1; i >= 0; i -= 1) bits.push(Math.floor(value / 2 ** i) % 2);
  };
  ordered.forEach((row, i) => {
    for (let ones = Math.floor(steps[i] / 2 ** k); ones > 0; ones -= 1) bits.push(1);
    bits.push(0);
    put(steps[i] % 2 ** k, k);
    widths.forEach((width, field) => put(row[field + 1], width));
  });
  const count = [24, 16, 8, 0].map((shift) => (ordered.length >>> shift) & 255);
  const body = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => { body[i >> 3] |= bit << (7 - (i % 8)); });
  return new Uint8Array([k, widths.length, ...widths, ...count, ...body]);
}

function compareFields(a, b) {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

function bestK(steps) {
  const sum = steps.reduce((total, step) => total + step, 0);
  const mean = steps.length ? Math.floor(sum / steps.length) : 0;
  const guess = mean ? Math.floor(Math.log2(mean)) + 1 : 0;
  const cost = (k) => steps.reduce((total, step) => total + Math.floor(step / 2 ** k), k * steps.length);
  let best = Math.max(0, guess - 2);
  for (let k = best + 1; k <= guess; k += 1) if (cost(k) < cost(best)) best = k;
  return best;
}

/* What a `seen` of the protocol says, into the phone's own: the entry or exit that is newer stands. */
export function mergeSeen(own, sent) {
  const moment = (minutes) => new Date(Date.parse(sent.since) + minutes * sent.step * 60000).toISOString();
  const put = (inside) => ([number, minutes, at]) => {
    const gate = sent.gates[at];
    const key = seenKey(number, gate.area);
    const known = own[key];
    const when = moment(minutes);
    if (known && (known.left_at ?? known.entered_at) > when) return;
    own[key] = inside
      ? { inside: true, entered_at: when, gate: gate.id }
      : { inside: false, entered_at: known?.entered_at ?? when, left_at: when, gate: gate.id };
  };
  unpack(sent.in).forEach(put(true));
  unpack(sent.out).forEach(put(false));
  return own;
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get length() {
    return this.bytes.length * 8;
  }

  take(count) {
    if (this.at + count > this.length) throw new Error("not a list of passes");
    let value = 0;
    for (let left = count; left > 0; ) {
      const free = 8 - (this.at % 8);
      const width = Math.min(free, left);
      const part = (this.bytes[this.at >> 3] >> (free - width)) & ((1 << width) - 1);
      value = value * 2 ** width + part;
      this.at += width;
      left -= width;
    }
    return value;
  }
}
