/* Before scanning: the phone tests itself, and a steward starts with all green or knowingly without. */

import { whyNoCamera } from "./camera.js";
import { assess, isGreen } from "./checks.js";
import { storageFacts } from "./device.js";
import { fill } from "./parts.js";
import { play, unlock } from "./sounds.js";

export class Start {
  constructor(phone) {
    this.phone = phone;
    this.tested = null;
    phone.part("begin").addEventListener("click", () => this.#begin());
    phone.part("begin-anyway").addEventListener("click", () => phone.go("scan"));
  }

  enter() {
    const { part } = this.phone;
    this.tested = null;
    part("checks").replaceChildren();
    part("begin-anyway").hidden = true;
    this.changed();
  }

  /* What the phone knows has changed: it may now have everything to judge by. */
  changed() {
    const { memory, words, part, sync } = this.phone;
    const waiting = memory.enrolled && !memory.ready;
    part("begin").disabled = waiting;
    part("begin-note").textContent = waiting ? words[sync.online === false ? "no_bundle" : "loading_bundle"] : words.begin_note;
  }

  async #begin() {
    const { part, memory } = this.phone;
    part("begin").disabled = true;
    part("begin-anyway").hidden = true;
    try {
      const checks = assess(await this.#facts());
      if (isGreen(checks)) this.phone.go("scan");
      else this.#list(checks);
    } finally {
      part("begin").disabled = !memory.ready;
    }
  }

  async #facts() {
    const { memory, clock, update, battery, sync } = this.phone;
    const sound = await unlock();
    if (sound) play("go");
    const [camera, storage, offline] = await Promise.all([this.#camera(), storageFacts(memory), update.isKept(), sync.now()]);
    const synced = memory.known.syncedAt ? new Date(memory.known.syncedAt) : null;
    return { camera, sound, storage, skew: clock.skew, synced, now: clock.now(), offline, battery };
  }

  /* Null when there is a picture, else why not. */
  async #camera() {
    try {
      this.phone.element.dataset.decoder = await this.phone.camera.start(this.phone.config.decoder);
      return null;
    } catch (error) {
      console.warn("camera", error);
      return whyNoCamera(error);
    }
  }

  #list(checks) {
    const { part, words } = this.phone;
    part("checks").replaceChildren(...checks.map((check) => this.#line(check)));
    part("begin-anyway").hidden = false;
    part("begin-note").textContent = words.not_green;
    part("begin-word").textContent = words.test_again;
  }

  #line({ name, state, say, values }) {
    const line = document.createElement("li");
    line.dataset.state = state;
    const mark = document.createElement("span");
    mark.className = "check__mark";
    mark.textContent = this.phone.words[`mark_${state}`];
    const said = document.createElement("span");
    const title = document.createElement("strong");
    title.textContent = this.phone.words[`check_${name}`];
    said.append(title, document.createTextNode(` ${fill(this.phone.words[say], values)}`));
    line.append(mark, said);
    return line;
  }
}
