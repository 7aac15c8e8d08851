/* A phone becomes a device of a gate: the organiser's QR code, opened by any camera or read by this page, is all. */

import { whyNoCamera } from "./camera.js";
import { NotSent } from "./api.js";
import { complain, fill } from "./parts.js";

const CODE = /^[\w-]{20,100}$/;

/* The code of an address like https://host/gate/enrol#code, or null. */
export function codeOf(text) {
  const [address, code = ""] = text.trim().split("#");
  return /\/gate\/enrol\/?(\?.*)?$/.test(address) && CODE.test(code) ? code : null;
}

export class Enrol {
  constructor(phone) {
    this.phone = phone;
    this.code = codeOf(location.href);
    const { part } = phone;
    part("enrol-yes").addEventListener("click", () => this.#enrol());
    part("enrol-camera").addEventListener("click", () => this.#look());
    part("enrol-form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.read(part("enrol-link").value)) complain(part("enrol-link"), part("enrol-error"), phone.words.no_enrol_link);
    });
  }

  isAsked() {
    return this.code !== null;
  }

  enter() {
    const { part, memory, words } = this.phone;
    part("enrol-ask").hidden = !this.code;
    part("enrol-how").hidden = Boolean(this.code);
    const now = memory.known.lasting?.fair.name;
    part("enrol-now").textContent = now ? fill(words.enrolled_now, { fair: now, name: memory.known.device.name }) : "";
    part("enrol-back").hidden = !memory.enrolled;
    this.#complain("");
  }

  /* Whether this was a link of an organiser. */
  read(text) {
    const code = codeOf(text);
    if (!code) return false;
    this.code = code;
    this.phone.camera.stop();
    this.phone.part("stage").hidden = true;
    this.enter();
    return true;
  }

  async #look() {
    const { camera, part, words } = this.phone;
    part("stage").hidden = false;
    try {
      await camera.start(this.phone.config.decoder);
    } catch (error) {
      part("stage").hidden = true;
      this.#complain(words[whyNoCamera(error)]);
    }
  }

  async #enrol() {
    const { sync, part, words } = this.phone;
    const button = part("enrol-yes");
    button.disabled = true;
    try {
      if (!(await this.#mayLeave())) return;
      await sync.alone(() => this.#become());
      await sync.now();
      this.phone.go("start");
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      this.#complain(error.message || words[error.kind === "network" ? "enrol_offline" : "fault"]);
      if (error.kind === "missing") this.#again();
    } finally {
      button.disabled = false;
    }
  }

  async #become() {
    const { api, memory, clock, config } = this.phone;
    api.credential = null;
    const { answer, sent, received } = await api.post("enrol", { code: this.code, version: config.version });
    clock.measure(sent, received, answer.now);
    const other = memory.known.device && memory.known.device.fair !== answer.device.fair;
    if (other) await memory.forget();
    await memory.keep({ kept: { credential: answer.credential, device: answer.device, skew: clock.skew, stopped: null, cursor: null, lasting: null } });
    history.replaceState(null, "", config.shell);
    this.code = null;
  }

  /* Scans that wait go first, by the credential they were made with; a phone that was stopped cannot do that. */
  async #mayLeave() {
    const { memory, sync, words } = this.phone;
    if (!memory.enrolled || memory.known.stopped || memory.rows.length === 0) return true;
    await sync.now();
    if (memory.known.stopped || memory.rows.length === 0) return true;
    this.#complain(fill(words.enrol_waiting, { n: memory.rows.length }));
    return false;
  }

  #again() {
    this.code = null;
    this.phone.part("enrol-ask").hidden = true;
    this.phone.part("enrol-how").hidden = false;
  }

  #complain(sentence) {
    this.phone.part("enrol-trouble").textContent = sentence;
    this.phone.part("enrol-trouble").hidden = !sentence;
  }
}
