/* Reads grey pictures from standard input, each as its width and height (4 bytes, big-endian) and its bytes, and says
   what the phone's decoder finds in them: a JSON list of texts and nulls. */

import { readFileSync } from "node:fs";

import { OPTIONS } from "../../../static/js/gate/decoder_options.js";
import { prepareZXingModule, readBarcodes } from "../../../static/vendor/zxing-wasm/reader/index.js";

const wasmBinary = readFileSync(new URL("../../../static/vendor/zxing-wasm/reader/zxing_reader.wasm", import.meta.url));
prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });

const sent = readFileSync(0);
const texts = [];
for (let at = 0; at < sent.length; ) {
  const [width, height] = [sent.readUInt32BE(at), sent.readUInt32BE(at + 4)];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) data.fill(sent[at + 8 + pixel], 4 * pixel, 4 * pixel + 3);
  const [found] = await readBarcodes({ data, width, height, colorSpace: "srgb" }, OPTIONS);
  texts.push(found?.isValid ? found.text : null);
  at += 8 + width * height;
}
console.log(JSON.stringify(texts));
