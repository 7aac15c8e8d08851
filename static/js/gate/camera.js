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
  #turn = 0; // a loop of an earlier start ends by itself

  constructor(video, onCode) {
    this.#video = video;
    this.#onCode = onCode;
  }

  get track() {
    return this.#stream?.getVideoTracks()[0] ?? null;
  }

  /* Throws the browser's own error when there is no camera or no leave to use it. */
  async start(decoder) {
    this.#decoder ??= await openDecoder(decoder);
    if (this.track?.readyState !== "live") await this.#open();
    if (!this.#running) {
      this.#running = true;
      this.#turn += 1;
      this.#look(this.#turn);
    }
    return this.#decoder.kind;
  }

  stop() {
    this.#running = false;
    this.#stream?.getTracks().forEach((track) => track.stop());
  }

  /* A phone takes the camera away from a page in the background: ask for it again. Whether that was needed. */
  async wake() {
    if (!this.#running || this.track?.readyState === "live") return false;
    await this.#open();
    return true;
  }

  canLight() {
    return Boolean(this.track?.getCapabilities?.().torch);
  }

  async light(on) {
    await this.track.applyConstraints({ advanced: [{ torch: on }] });
  }

  /* The enlargements worth a press: 1, 2 and 3 as far as the lens goes. */
  zooms() {
    const { min = 1, max = 1 } = this.track?.getCapabilities?.().zoom ?? {};
    return [1, 2, 3].filter((times) => times >= min && times <= max);
  }

  /* The next enlargement, after the last one the first. */
  async zoomOn() {
    const steps = this.zooms();
    const now = this.track.getSettings().zoom ?? 1;
    const next = steps.find((times) => times > now) ?? steps[0];
    await this.track.applyConstraints({ advanced: [{ zoom: next }] });
    return next;
  }

  async others() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === "videoinput");
  }

  async switch() {
    const cameras = await this.others();
    const current = this.track?.getSettings().deviceId;
    const next = cameras[(cameras.findIndex(({ deviceId }) => deviceId === current) + 1) % cameras.length];
    const before = this.#deviceId;
    this.#deviceId = next?.deviceId ?? null;
    try {
      await this.#open();
    } catch (error) {
      this.#deviceId = before; // the next try gets the one that worked
      throw error;
    }
  }

  async #open() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    const which = this.#deviceId ? { deviceId: { exact: this.#deviceId } } : { facingMode: { ideal: "environment" } };
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, ...size } });
    this.#video.srcObject = this.#stream;
    await this.#video.play();
  }

  async #look(turn) {
    if (turn !== this.#turn || !this.#running) return;
    try {
      if (this.#video.videoWidth > 0 && document.visibilityState === "visible") {
        const text = await this.#decoder.read(this.#video);
        if (text && turn === this.#turn && this.#running) this.#onCode(text);
      }
    } catch (error) {
      console.error("camera", error); // one bad picture must not blind the gate
    } finally {
      setTimeout(() => this.#look(turn), PAUSE_MS);
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
