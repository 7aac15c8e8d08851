/* The camera and what its pictures say: calls `onCode` with each text read, again and again. */

import { openDecoder } from "./decoder.js";

const PAUSE_MS = 70;

export class Camera {
  #video;
  #onCode;
  #decoder = null;
  #stream = null;
  #deviceId = null;
  #running = false;

  constructor(video, onCode) {
    this.#video = video;
    this.#onCode = onCode;
  }

  get track() {
    return this.#stream?.getVideoTracks()[0] ?? null;
  }

  /* Throws the browser's own error when there is no camera or no leave to use it. */
  async start(decoderKind = "auto") {
    this.#decoder ??= await openDecoder(decoderKind);
    await this.#open();
    if (!this.#running) {
      this.#running = true;
      this.#look();
    }
    return this.#decoder.kind;
  }

  /* A phone takes the camera away from a page in the background: ask for it again. */
  async wake() {
    if (this.#running && this.track?.readyState !== "live") await this.#open();
  }

  canLight() {
    return Boolean(this.track?.getCapabilities?.().torch);
  }

  async light(on) {
    await this.track.applyConstraints({ advanced: [{ torch: on }] });
  }

  async others() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === "videoinput");
  }

  async switch() {
    const cameras = await this.others();
    const current = this.track?.getSettings().deviceId;
    const next = cameras[(cameras.findIndex(({ deviceId }) => deviceId === current) + 1) % cameras.length];
    this.#deviceId = next?.deviceId ?? null;
    await this.#open();
  }

  async #open() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    const which = this.#deviceId ? { deviceId: { exact: this.#deviceId } } : { facingMode: { ideal: "environment" } };
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, ...size } });
    this.#video.srcObject = this.#stream;
    await this.#video.play();
  }

  async #look() {
    try {
      if (this.#video.videoWidth > 0 && document.visibilityState === "visible") {
        const text = await this.#decoder.read(this.#video);
        if (text) this.#onCode(text);
      }
    } catch (error) {
      console.error("camera", error); // one bad picture must not blind the gate
    } finally {
      setTimeout(() => this.#look(), PAUSE_MS);
    }
  }
}

/* The name of the sentence that says why there is no picture. */
export function whyNoCamera(error) {
  if (!window.isSecureContext) return "camera_insecure";
  if (error?.name === "NotAllowedError") return "camera_forbidden";
  if (error?.name === "NotFoundError" || error?.name === "OverconstrainedError") return "camera_missing";
  return "camera_broken";
}
