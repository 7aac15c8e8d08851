/* The camera and its decoder on phones that have much, little, or say they have what they have not. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Camera, whyNoCamera } from "../../../static/js/gate/camera.js";
import { openDecoder } from "../../../static/js/gate/decoder.js";

globalThis.ImageData = class {
  constructor(width, height) {
    Object.assign(this, { width, height, data: new Uint8ClampedArray(4 * width * height) });
  }
};
globalThis.document = { createElement: () => ({}), visibilityState: "hidden" }; // nobody looks: no picture is read

/* ---- which decoder, and what stands in for it */

/* A worker that answers each picture with the next of these. */
function workerSaying(...texts) {
  const made = [];
  globalThis.Worker = class {
    constructor(address) {
      this.heard = {};
      made.push({ address, sent: (this.sent = []) });
    }

    addEventListener(name, act) {
      this.heard[name] = act;
    }

    postMessage(message) {
      this.sent.push(message);
      const text = texts.shift();
      if (text === "dies") this.heard.error({ message: "out of memory" });
      else this.heard.message({ data: { text } });
    }
  };
  return made;
}

/* A detector of the browser's own: `sees(picture)` gives what it finds. */
function detectorThat(sees, formats = ["qr_code"]) {
  globalThis.BarcodeDetector = class {
    static getSupportedFormats() {
      return Promise.resolve(formats);
    }

    async detect(picture) {
      return sees(picture);
    }
  };
}

const VIDEO = { videoWidth: 640, videoHeight: 480 };
const PROBE = "FAIRAPP CAN READ THIS 0123456789";
const isProbe = (picture) => picture instanceof ImageData;
const found = (text) => [{ rawValue: text }];
const open = (kind = "auto") => openDecoder({ kind, worker: "/decoder_worker.js" });

globalThis.VideoFrame = class {};
globalThis.OffscreenCanvas = class {};

test("a detector that reads a drawn code is trusted with badges", async () => {
  const workers = workerSaying();
  let drawn = null;
  detectorThat((picture) => {
    if (isProbe(picture)) drawn = picture;
    return isProbe(picture) ? found(PROBE) : found("a badge");
  });
  const decoder = await open();
  assert.equal(decoder.kind, "native");
  assert.equal(await decoder.read(VIDEO), "a badge");
  assert.equal(drawn.width, drawn.height);
  assert.deepEqual(new Set(drawn.data), new Set([0, 255])); // there was something to see
  assert.equal(workers.length, 0);
});

for (const [name, sees, formats] of [
  ["sees nothing", () => []],
  ["sees something else", () => found("fairapp")],
  ["throws at once", () => { throw new DOMException("no service", "NotSupportedError"); }],
  ["knows no QR codes", () => found(PROBE), ["ean_13"]],
]) {
  test(`a detector that ${name} leaves the badges to WebAssembly`, async () => {
    const workers = workerSaying("a badge");
    detectorThat(sees, formats);
    const decoder = await open();
    assert.equal(decoder.kind, "wasm");
    assert.equal(await decoder.read(VIDEO), "a badge");
    assert.deepEqual(workers.map(({ address }) => address), ["/decoder_worker.js"]);
    await assert.rejects(open("native"), /no BarcodeDetector/);
  });
}

test("a browser without any detector reads by WebAssembly, and so does who is told to", async () => {
  workerSaying("a badge", "another");
  delete globalThis.BarcodeDetector;
  assert.equal(await (await open()).read(VIDEO), "a badge");
  detectorThat(() => found(PROBE));
  const decoder = await open("wasm");
  assert.equal(decoder.kind, "wasm");
  assert.equal(await decoder.read(VIDEO), "another");
});

test("a detector that fails later is replaced for good, and one picture is lost", async () => {
  const workers = workerSaying("first", "second");
  let fails = false;
  let asked = 0;
  detectorThat((picture) => {
    if (isProbe(picture)) return found(PROBE);
    asked += 1;
    if (fails) throw new DOMException("service gone", "InvalidStateError");
    return [];
  });
  const decoder = await open();
  assert.equal(await decoder.read(VIDEO), null); // nobody there
  fails = true;
  assert.equal(await decoder.read(VIDEO), null);
  assert.equal(await decoder.read(VIDEO), "first");
  assert.equal(await decoder.read(VIDEO), "second");
  assert.equal(asked, 2);
  assert.equal(workers.length, 1);
});

test("the whole picture and its middle take turns", async () => {
  const workers = workerSaying(null, null, null);
  const decoder = await open("wasm");
  for (let n = 0; n < 3; n += 1) await decoder.read(VIDEO);
  assert.deepEqual(workers[0].sent.map(({ near }) => near), [true, false, true]);
});

test("a worker that dies over a picture does not stop the looking", async (context) => {
  context.mock.method(console, "error", () => {});
  workerSaying("dies", "a badge");
  const decoder = await open("wasm");
  assert.equal(await decoder.read(VIDEO), null);
  assert.equal(await decoder.read(VIDEO), "a badge");
});

/* ---- the camera itself */

const running = [];
afterEach(() => running.splice(0).forEach((camera) => camera.stop())); // or it would look for ever

/* A phone with these cameras, by their ids; `can` is what the lens of each can do. */
function phoneWith(cameras, { can = {}, refuses = [] } = {}) {
  const asked = [];
  const tracks = [];
  const devices = cameras.map((deviceId) => ({ kind: "videoinput", deviceId }));
  const mediaDevices = {
    enumerateDevices: () => Promise.resolve([{ kind: "audioinput", deviceId: "ear" }, ...devices]),
    getUserMedia({ video }) {
      const deviceId = video.deviceId?.exact ?? cameras[0];
      asked.push(video);
      if (!deviceId) return Promise.reject(new DOMException("none", "NotFoundError"));
      if (refuses.includes(deviceId)) return Promise.reject(new DOMException("busy", "NotReadableError"));
      const track = trackOf(deviceId, can[deviceId] ?? {});
      tracks.push(track);
      return Promise.resolve({ getTracks: () => [track], getVideoTracks: () => [track] });
    },
  };
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices }, configurable: true });
  workerSaying();
  delete globalThis.BarcodeDetector;
  const video = { play: () => Promise.resolve() };
  const camera = new Camera(video, () => {});
  running.push(camera);
  return { camera, video, asked, tracks };
}

function trackOf(deviceId, capabilities) {
  const settings = { deviceId };
  return {
    readyState: "live",
    applied: [],
    getCapabilities: () => capabilities,
    getSettings: () => settings,
    stop() { this.readyState = "ended"; },
    applyConstraints({ advanced: [wish] }) {
      this.applied.push(wish);
      Object.assign(settings, wish);
      return Promise.resolve();
    },
  };
}

const start = (camera) => camera.start({ kind: "wasm", worker: "w" });

test("the camera at the back is asked for, and taken once", async () => {
  const { camera, video, asked } = phoneWith(["back", "front"]);
  assert.equal(await start(camera), "wasm");
  await start(camera);
  assert.equal(asked.length, 1);
  assert.deepEqual(asked[0].facingMode, { ideal: "environment" });
  assert.ok(video.srcObject);
});

test("the torch is offered where there is one, and goes on and off", async () => {
  const { camera, tracks } = phoneWith(["back"], { can: { back: { torch: true } } });
  assert.equal(camera.canLight(), false);
  await start(camera);
  assert.equal(camera.canLight(), true);
  await camera.light(true);
  await camera.light(false);
  assert.deepEqual(tracks[0].applied, [{ torch: true }, { torch: false }]);
});

test("a lens without torch and zoom is offered neither", async () => {
  const { camera } = phoneWith(["back"]);
  await start(camera);
  assert.equal(camera.canLight(), false);
  assert.ok(camera.zooms().length < 2);
});

test("the zoom goes round as far as the lens does", async () => {
  const { camera } = phoneWith(["back"], { can: { back: { zoom: { min: 1, max: 2.5 } } } });
  await start(camera);
  assert.deepEqual(camera.zooms(), [1, 2]);
  assert.deepEqual([await camera.zoomOn(), await camera.zoomOn(), await camera.zoomOn()], [2, 1, 2]);
});

test("switching goes from camera to camera and lets each go", async () => {
  const { camera, asked, tracks } = phoneWith(["back", "front", "wide"]);
  await start(camera);
  assert.equal((await camera.others()).length, 3);
  for (let n = 0; n < 3; n += 1) await camera.switch();
  assert.deepEqual(asked.slice(1).map(({ deviceId }) => deviceId.exact), ["front", "wide", "back"]);
  assert.deepEqual(tracks.map(({ readyState }) => readyState), ["ended", "ended", "ended", "live"]);
});

test("a camera that cannot be switched to says so, and the one before comes back", async () => {
  const { camera, asked } = phoneWith(["back", "front"], { refuses: ["front"] });
  await start(camera);
  await assert.rejects(camera.switch(), { name: "NotReadableError" });
  await start(camera);
  assert.equal(camera.track.getSettings().deviceId, "back");
  assert.equal(asked.at(-1).deviceId, undefined);
});

test("a camera that was taken away in the background is asked for again, once", async () => {
  const { camera, tracks } = phoneWith(["back"]);
  assert.equal(await camera.wake(), false); // not even started
  await start(camera);
  assert.equal(await camera.wake(), false);
  tracks[0].stop();
  assert.equal(await camera.wake(), true);
  assert.equal(tracks.length, 2);
  camera.stop();
  assert.equal(await camera.wake(), false);
});

test("why there is no picture has a sentence of its own", async () => {
  const { camera } = phoneWith([]);
  globalThis.window = { isSecureContext: true };
  await assert.rejects(start(camera), (error) => whyNoCamera(error) === "camera_missing");
  const said = (name) => whyNoCamera(new DOMException("", name));
  assert.deepEqual(["NotAllowedError", "OverconstrainedError", "NotReadableError"].map(said), ["camera_forbidden", "camera_missing", "camera_broken"]);
  globalThis.window.isSecureContext = false;
  assert.equal(said("NotAllowedError"), "camera_insecure");
});
