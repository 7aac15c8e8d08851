/* Reads QR codes off the main thread. Message in: {width, height, pixels}; out: the text, or null. */

import { prepareZXingModule, readBarcodes } from "../../vendor/zxing-wasm/reader/index.js";
import { OPTIONS } from "./decoder_options.js";

const VENDOR = new URL("../../vendor/zxing-wasm/reader/", import.meta.url);

prepareZXingModule({ overrides: { locateFile: (file) => new URL(file, VENDOR).href }, fireImmediately: true });

self.addEventListener("message", async ({ data }) => {
  const image = new ImageData(new Uint8ClampedArray(data.pixels), data.width, data.height);
  try {
    const [found] = await readBarcodes(image, OPTIONS);
    self.postMessage({ text: found?.isValid ? found.text : null });
  } catch (error) {
    self.postMessage({ text: null, broken: String(error) });
  }
});
