/* Finds the QR code in one picture of the camera: the phone's own detector where it works, otherwise
   WebAssembly in a worker. */

import { pixelsOf } from "./picture.js";
import { qrCode } from "./qr_code.js";

const PROBE = "FAIRAPP CAN READ THIS 0123456789"; // what a detector must read before it is trusted with badges
const MODULE_PX = 6;
const QUIET_ZONE = 4;

/* `kind`: "auto", "native" or "wasm"; `worker`: the address of the decoder's worker. Gives {kind, read(video)}. */
export async function openDecoder({ kind, worker }) {
  const fallback = () => wasmDecoder(worker);
  if (kind === "wasm") return fallback();
  const native = await nativeDecoder(fallback);
  if (!native) {
    if (kind === "native") throw new Error("no BarcodeDetector for QR codes here");
    return fallback();
  }
  return native;
}

async function nativeDecoder(fallback) {
  try {
    const formats = await globalThis.BarcodeDetector.getSupportedFormats();
    if (!formats.includes("qr_code")) return null;
    const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
    // Some browsers have the name and not the service, or a service that sees nothing.
    const [found] = await detector.detect(drawn(PROBE));
    return found?.rawValue === PROBE ? nativeReader(detector, fallback) : null;
  } catch {
    return null;
  }
}

function drawn(text) {
  const dark = qrCode(text);
  const side = (dark.length + 2 * QUIET_ZONE) * MODULE_PX;
  const at = (pixel) => Math.floor(pixel / MODULE_PX) - QUIET_ZONE;
  const picture = new ImageData(side, side);
  for (let i = 0; i < side * side; i += 1) {
    const on = dark[at(Math.floor(i / side))]?.[at(i % side)];
    picture.data.set(on ? [0, 0, 0, 255] : [255, 255, 255, 255], 4 * i);
  }
  return picture;
}

function nativeReader(detector, fallback) {
  let instead = null;
  return {
    kind: "native",
    async read(video) {
      if (instead) return instead.read(video);
      try {
        const [found] = await detector.detect(video);
        return found?.rawValue ?? null;
      } catch {
        instead = fallback();
        return null;
      }
    },
  };
}

function wasmDecoder(address) {
  const worker = new Worker(address, { type: "module" });
  const canvas = document.createElement("canvas");
  let whole = "VideoFrame" in globalThis && "OffscreenCanvas" in globalThis;
  let waiting = null;
  let near = false;
  const settle = (text) => {
    waiting?.(text);
    waiting = null;
  };
  worker.addEventListener("message", ({ data }) => {
    if (data.broken) console.error("decoder", data.broken);
    if (data.unable) whole = false;
    settle(data.text);
  });
  worker.addEventListener("error", (event) => {
    console.error("decoder worker", event.message);
    settle(null);
  });
  const pictureOf = (video) => (whole && frameOf(video, near)) || pixelsIn(video, near, canvas);
  return {
    kind: "wasm",
    read(video) {
      near = !near;
      const { message, given } = pictureOf(video);
      return new Promise((resolve) => {
        waiting = resolve;
        worker.postMessage(message, [given]);
      });
    },
  };
}

/* The picture as it is: taking it apart holds a slow phone up for longer than a verdict, so the worker does. */
function frameOf(video, near) {
  try {
    const frame = new VideoFrame(video, { timestamp: 0 });
    return { message: { frame, near }, given: frame };
  } catch {
    return null;
  }
}

function pixelsIn(video, near, canvas) {
  const { data, width, height } = pixelsOf(video, video.videoWidth, video.videoHeight, near, canvas);
  return { message: { width, height, pixels: data.buffer }, given: data.buffer };
}
