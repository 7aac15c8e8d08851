/* Draws QR codes of capitals and digits (ISO/IEC 18004): alphanumeric mode, level L, mask 0. That is all that phones
   show one another, and small enough to stand here. */

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/* By version from 1: codewords in all, check codewords of a block, blocks. */
const SIZES = [
  [26, 7, 1], [44, 10, 1], [70, 15, 1], [100, 20, 1], [134, 26, 1], [172, 18, 2], [196, 20, 2], [242, 24, 2],
  [292, 30, 2], [346, 18, 4], [404, 20, 4], [466, 24, 4], [532, 26, 4], [581, 30, 4], [655, 22, 6], [733, 24, 6],
  [815, 28, 6], [901, 30, 6], [991, 28, 7], [1085, 28, 8],
];

/* Rows of booleans, true for dark, without the quiet zone. Throws what is too long or has other letters. */
export function qrCode(text) {
  const version = SIZES.findIndex((_, i) => bitsOf(text.length, i + 1) <= dataBytes(i) * 8) + 1;
  if (version === 0 || [...text].some((letter) => !LETTERS.includes(letter))) throw new Error("no code for this text");
  const side = 17 + 4 * version;
  const dark = Array.from({ length: side }, () => new Array(side).fill(null));
  drawPatterns(dark, version);
  drawFormat(dark);
  drawBits(dark, withChecks(encode(text, version), version - 1));
  return dark;
}

function dataBytes(i) {
  const [all, checks, blocks] = SIZES[i];
  return all - checks * blocks;
}

function bitsOf(length, version) {
  return 4 + lengthBits(version) + Math.floor(length / 2) * 11 + (length % 2) * 6;
}

function lengthBits(version) {
  return version < 10 ? 9 : 11;
}

/* ---- the text as bytes */

function encode(text, version) {
  const bits = [];
  const put = (value, count) => { for (let i = count - 1; i >= 0; i -= 1) bits.push((value >> i) & 1); };
  put(2, 4);
  put(text.length, lengthBits(version));
  for (let i = 0; i + 1 < text.length; i += 2) put(LETTERS.indexOf(text[i]) * 45 + LETTERS.indexOf(text[i + 1]), 11);
  if (text.length % 2) put(LETTERS.indexOf(text.at(-1)), 6);
  const room = dataBytes(version - 1);
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const bytes = [];
  for (let i = 0; i < bits.length; i += 8) bytes.push(bits.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let i = 0; bytes.length < room; i += 1) bytes.push(i % 2 ? 0x11 : 0xec);
  return bytes;
}

/* The blocks with their check bytes, laid into one another; the later ones are one byte longer. */
function withChecks(data, i) {
  const [all, checks, count] = SIZES[i];
  const short = Math.floor(all / count) - checks;
  const long = all % count;
  const blocks = [];
  for (let at = 0, n = 0; n < count; n += 1) {
    const end = at + short + (n >= count - long ? 1 : 0);
    blocks.push(data.slice(at, end));
    at = end;
  }
  const lay = (lists) => Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_, n) => lists.map((list) => list[n]))
    .flat()
    .filter((byte) => byte !== undefined);
  return [...lay(blocks), ...lay(blocks.map((block) => remainder(block, divisor(checks))))];
}

/* ---- Reed and Solomon over 2^8, x^8 + x^4 + x^3 + x^2 + 1 */

function times(a, b) {
  let product = 0;
  for (let i = 7; i >= 0; i -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> i) & 1) * a;
  }
  return product;
}

function divisor(degree) {
  const terms = new Array(degree).fill(0);
  terms[degree - 1] = 1;
  for (let n = 0, root = 1; n < degree; n += 1, root = times(root, 2)) {
    for (let j = 0; j < degree; j += 1) terms[j] = times(terms[j], root) ^ (terms[j + 1] ?? 0);
  }
  return terms;
}

function remainder(block, by) {
  const rest = by.map(() => 0);
  for (const byte of block) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    by.forEach((term, i) => { rest[i] ^= times(term, factor); });
  }
  return rest;
}

/* ---- the picture */

function drawPatterns(dark, version) {
  const side = dark.length;
  const set = (x, y, on) => { if (dark[y]?.[x] !== undefined) dark[y][x] = on; };
  for (let i = 0; i < side; i += 1) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [[3, 3], [side - 4, 3], [3, side - 4]]) {
    around(4, (dx, dy, ring) => set(cx + dx, cy + dy, ring !== 2 && ring !== 4));
  }
  const middles = alignments(version);
  const last = middles.length - 1;
  middles.forEach((x, i) => middles.forEach((y, j) => {
    const corner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
    if (!corner) around(2, (dx, dy, ring) => set(x + dx, y + dy, ring !== 1));
  }));
  if (version >= 7) drawVersion(set, side, version);
}

function around(reach, draw) {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) draw(dx, dy, Math.max(Math.abs(dx), Math.abs(dy)));
  }
}

function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const places = Array.from({ length: count - 1 }, (_, i) => version * 4 + 10 - i * step);
  return [6, ...places.reverse()];
}

function drawVersion(set, side, version) {
  const bits = (version << 12) | rest(version, 12, 0x1f25);
  for (let i = 0; i < 18; i += 1) {
    const on = ((bits >> i) & 1) === 1;
    set(side - 11 + (i % 3), Math.floor(i / 3), on);
    set(Math.floor(i / 3), side - 11 + (i % 3), on);
  }
}

/* Level L (1) and mask 0, twice. */
function drawFormat(dark) {
  const side = dark.length;
  const data = 1 << 3;
  const bits = ((data << 10) | rest(data, 10, 0x537)) ^ 0x5412;
  const bit = (i) => ((bits >> i) & 1) === 1;
  for (let i = 0; i < 6; i += 1) dark[i][8] = bit(i);
  dark[7][8] = bit(6);
  dark[8][8] = bit(7);
  dark[8][7] = bit(8);
  for (let i = 9; i < 15; i += 1) dark[8][14 - i] = bit(i);
  for (let i = 0; i < 8; i += 1) dark[8][side - 1 - i] = bit(i);
  for (let i = 8; i < 15; i += 1) dark[side - 15 + i][8] = bit(i);
  dark[side - 8][8] = true;
}

function rest(value, bits, by) {
  let left = value;
  for (let i = 0; i < bits; i += 1) left = (left << 1) ^ ((left >> (bits - 1)) * by);
  return left;
}

/* In pairs of columns from the right, upwards and downwards in turn, around what is drawn already. */
function drawBits(dark, bytes) {
  const side = dark.length;
  let i = 0;
  for (let right = side - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let n = 0; n < side; n += 1) {
      const y = ((right + 1) & 2) === 0 ? side - 1 - n : n;
      for (const x of [right, right - 1]) {
        if (dark[y][x] !== null) continue;
        const bit = i < bytes.length * 8 && ((bytes[i >> 3] >> (7 - (i & 7))) & 1) === 1;
        dark[y][x] = bit !== ((x + y) % 2 === 0);
        i += 1;
      }
    }
  }
}
