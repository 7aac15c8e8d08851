/* Reads QR codes off the main thread. Message in: {frame, near}, a picture that is taken apart here, or {width,
   height, pixels}; out: {text}, which may be null, and `unable` where this browser cannot take pictures apart. */

import { prepareZXingModule, readBarcodes } from "../../vendor/zxing-wasm/reader/index.js";
import { OPTIONS } from "./decoder_options.js";
import { pixelsOf } from "./picture.js";

const VENDOR = new URL("../../vendor/zxing-wasm/reader/", import.meta.url);
let canvas = null;

prepareZXingModule({ overrides: { locateFile: (file) => new URL(file, VENDOR).href }, fireImmediately: true });

self.addEventListener("message", async ({ data }) => {
  let image;
  try {
    image = imageOf(data);
  } catch {
    self.postMessage({ text: null, unable: true });
    return;
  }
  try {
    const [found] = await readBarcodes(image, OPTIONS);
    self.postMessage({ text: found?.isValid ? found.text : null });
  } catch (error) {
    self.postMessage({ text: null, broken: String(error) });
  }
});

function imageOf({ frame, near, pixels, width, height }) {
  if (!frame) return new ImageData(new Uint8ClampedArray(pixels), width, height);
  try {
    canvas ??= new OffscreenCanvas(1, 1);
    return pixelsOf(frame, frame.displayWidth, frame.displayHeight, near, canvas);
  } finally {
    frame.close();
  }
}
