import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { qrCode } from "../../../static/js/gate/qr_code.js";
import { prepareZXingModule, readBarcodes } from "../../../static/vendor/zxing-wasm/reader/index.js";

const wasmBinary = readFileSync(new URL("../../../static/vendor/zxing-wasm/reader/zxing_reader.wasm", import.meta.url));
prepareZXingModule({ overrides: { wasmBinary } });
globalThis.ImageData ??= class {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
};
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

function photograph(dark, scale = 3, margin = 4) {
  const side = (dark.length + 2 * margin) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (dark[Math.floor(y / scale) - margin]?.[Math.floor(x / scale) - margin]) pixels.set([0, 0, 0], (y * side + x) * 4);
    }
  }
  return new ImageData(pixels, side, side);
}

test("the scanner's own decoder reads every size of code that a phone draws", async () => {
  const sides = new Set();
  for (const length of [1, 40, 70, 110, 150, 190, 220, 270, 330, 390, 460, 530, 600, 660, 750, 840, 920, 1030, 1120, 1240]) {
    const text = Array.from({ length }, (_, i) => LETTERS[(i * 7 + length) % 45]).join("");
    const dark = qrCode(text);
    const [found] = await readBarcodes(photograph(dark), { formats: ["QRCode"] });
    assert.equal(found?.text, text);
    sides.add(dark.length);
  }
  assert.equal(sides.size, 20);
});

test("what does not fit or is no capital is refused", () => {
  assert.throws(() => qrCode("A".repeat(1300)));
  assert.throws(() => qrCode("abc"));
});
