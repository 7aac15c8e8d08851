/* Finds the QR code in one picture of the camera: the phone's own detector where it works, otherwise
   WebAssembly in a worker. */

const LONGEST_SIDE = 640;

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
    await detector.detect(new ImageData(8, 8)); // some browsers have the name and not the service
    return nativeReader(detector, fallback);
  } catch {
    return null;
  }
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
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  let waiting = null;
  let near = false;
  const settle = (text) => {
    waiting?.(text);
    waiting = null;
  };
  worker.addEventListener("message", ({ data }) => {
    if (data.broken) console.error("decoder", data.broken);
    settle(data.text);
  });
  worker.addEventListener("error", (event) => {
    console.error("decoder worker", event.message);
    settle(null);
  });
  return {
    kind: "wasm",
    read(video) {
      near = !near;
      const { data, width, height } = grab(video, canvas, paint, near);
      return new Promise((resolve) => {
        waiting = resolve;
        worker.postMessage({ width, height, pixels: data.buffer }, [data.buffer]);
      });
    },
  };
}

/* Turn about: the whole picture made small, and its middle as sharp as it is for a badge far away. */
function grab(video, canvas, paint, near) {
  const { videoWidth: width, videoHeight: height } = video;
  const side = Math.min(width, height, LONGEST_SIDE);
  const from = near
    ? { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side }
    : { x: 0, y: 0, width, height };
  const scale = Math.min(1, LONGEST_SIDE / Math.max(from.width, from.height));
  canvas.width = Math.round(from.width * scale);
  canvas.height = Math.round(from.height * scale);
  paint.drawImage(video, from.x, from.y, from.width, from.height, 0, 0, canvas.width, canvas.height);
  return paint.getImageData(0, 0, canvas.width, canvas.height);
}
