/* The scanner page: reads a badge, shows the verdict over the whole screen, and is ready again by itself.

   The server has the last word; the phone speaks first only to refuse what nobody of ours has signed.
   What is said to the server is told in fairapp/domain/gate.py, what is shown when in states.js. */

import { Camera, whyNoCamera } from "./camera.js";
import { decide, steady } from "./decide.js";
import { keepAwake, sunSwitch } from "./display.js";
import { listen } from "./hid.js";
import { Outbox, pageStorage } from "./outbox.js";
import { fill, grouped, partsOf, showNetwork } from "./parts.js";
import { postJson } from "./post.js";
import { Screen, fromDecision } from "./screen.js";
import { Sender } from "./sender.js";
import { play, unlock } from "./sounds.js";
import { CAMERA, family, mayShow, step } from "./states.js";
import { typingDialog } from "./typing.js";
import { uuid7 } from "./uuid7.js";

const VERDICT_MS = 1200;
const RECALLED_MS = 4000;
const BUNDLE_MS = 60000;
const LONGEST_CODE = 512;

export default function scanner(element) {
  return new Scanner(element, JSON.parse(element.dataset.config)).start();
}

class Scanner {
  constructor(element, config) {
    this.element = element;
    this.config = config;
    this.words = config.words;
    this.part = partsOf(element);
    this.screen = new Screen(this.part, this.words, config.phrases);
    this.state = CAMERA;
    this.shown = null;
    this.direction = "in";
    this.last = { code: null, at: 0 };
    this.bundle = null;
    this.count = config.count;
    this.storage = pageStorage();
    this.camera = new Camera(this.part("video"), (text) => this.read(text, "camera"));
    this.sender = new Sender(
      new Outbox(`gate-${config.gate}-scans`, this.storage),
      (row) => postJson(config.scans_url, { ...row, clock: new Date().toISOString() }, this.words),
      this,
    );
  }

  start() {
    this.#buttons();
    sunSwitch(this.part("sun"), this.storage);
    typingDialog(this.part, this.words, (text) => this.read(text, "typed"));
    listen((text) => this.read(text, "hid"));
    this.#showBattery();
    this.#loadBundle();
    setInterval(() => this.#loadBundle(), BUNDLE_MS);
    this.sender.watch();
    this.sender.flush();
    this.changed();
    this.part("begin").disabled = false;
  }

  /* A code came in; the same badge held still is one reading. */
  async read(text, how) {
    const code = text.slice(0, LONGEST_CODE);
    const now = Date.now();
    const same = how !== "typed" && steady(this.last.code, this.last.at, code, now);
    if (same) this.last.at = now;
    if (how !== "camera" && !same) this.#next({ type: "dismissed" });
    if (same || this.state.name !== "camera") return;
    this.last = { code, at: now };
    const scan = { id: uuid7(now), code, direction: this.direction, how, scanned_at: new Date(now).toISOString() };
    this.latest = scan.id;
    this.#next({ type: "read", id: scan.id, scan });
    this.sender.add(scan);
    await this.#judge(scan, new Date(now));
  }

  async #judge(scan, now) {
    if (!this.bundle) return;
    const { code, direction, id } = scan;
    const decision = await decide(code, this.bundle, {}, now, this.config.gate, direction);
    if (mayShow(decision)) this.#next({ type: "judged", id, shown: fromDecision(decision, this.config.phrases) });
  }

  /* ---- what the sender tells */

  answered(row, answer) {
    this.count = answer.count;
    this.#next({ type: "answered", id: row.id, shown: answer });
    if (row.id === this.latest && this.state.scan?.id !== row.id) this.#note(answer);
  }

  failed(row, error) {
    this.#next({ type: "failed", id: row.id, kind: error.kind, sentence: error.message });
  }

  changed() {
    showNetwork(this.part, this.words, this.sender);
    this.part("count").textContent = fill(this.words.counted, { n: grouped(this.count) });
  }

  /* ---- from one state to the next */

  #next(event) {
    const before = this.state;
    this.state = step(before, event);
    if (this.state === before) return;
    this.element.dataset.state = this.state.name;
    this.part("verdict").hidden = this.state.name !== "verdict";
    this.part("unsent").hidden = this.state.name !== "unsent";
    if (this.state.name === "verdict") this.#speak(this.state);
    if (this.state.name === "unsent") this.#complain(this.state);
  }

  #speak({ shown, scan, source }) {
    this.screen.verdict(shown);
    this.#note(shown);
    if (source !== "recalled") play(family(shown.verdict));
    clearTimeout(this.timer);
    const time = source === "recalled" ? RECALLED_MS : VERDICT_MS;
    this.timer = setTimeout(() => this.#next({ type: "over", id: scan.id }), time);
  }

  #note(shown) {
    this.shown = shown;
    this.screen.last(shown);
  }

  #complain({ kind, sentence }) {
    this.part("unsent-word").textContent = sentence;
    this.screen.unsent(sentence);
    this.part("retry").hidden = kind === "refused";
    this.part("reload").hidden = kind !== "session";
    this.part(kind === "refused" ? "later" : "retry").focus();
    play("again");
  }

  /* ---- buttons */

  #buttons() {
    const on = (name, act) => this.part(name).addEventListener("click", act);
    on("begin", () => this.#begin());
    on("in", () => this.#turn("in"));
    on("out", () => this.#turn("out"));
    on("torch", () => this.#torch());
    on("switch", () => this.camera.switch().then(() => this.#tools()));
    on("verdict", () => this.#next({ type: "dismissed" }));
    on("later", () => this.#next({ type: "dismissed" }));
    on("retry", () => this.#retry());
    on("last", () => this.#next({ type: "recalled", id: "recalled", shown: this.shown }));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#next({ type: "dismissed" }));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.camera.wake().catch((error) => this.#noCamera(error));
    });
  }

  async #begin() {
    unlock();
    keepAwake();
    this.part("begin").disabled = true;
    try {
      this.element.dataset.decoder = await this.camera.start(this.config.decoder);
      this.element.dataset.camera = "on";
      this.part("start").hidden = true;
      await this.#tools();
    } catch (error) {
      this.#noCamera(error);
    } finally {
      this.part("begin").disabled = false;
    }
  }

  #noCamera(error) {
    console.warn("camera", error);
    this.part("camera-note").textContent = this.words[whyNoCamera(error)];
    this.part("start").hidden = false;
    this.element.dataset.camera = "off";
  }

  async #tools() {
    this.part("torch").hidden = !this.camera.canLight();
    this.part("torch").setAttribute("aria-pressed", "false");
    this.part("switch").hidden = (await this.camera.others()).length < 2;
  }

  async #torch() {
    const button = this.part("torch");
    const on = button.getAttribute("aria-pressed") !== "true";
    await this.camera.light(on);
    button.setAttribute("aria-pressed", String(on));
  }

  /* The other direction is another question, even about the same badge. */
  #turn(direction) {
    this.direction = direction;
    this.last = { code: null, at: 0 };
    this.element.dataset.direction = direction;
    for (const side of ["in", "out"]) this.part(side).setAttribute("aria-pressed", String(side === direction));
  }

  #retry() {
    const { scan } = this.state;
    this.#next({ type: "retry" });
    this.sender.deliver(scan);
  }

  /* ---- what the phone knows */

  async #loadBundle() {
    try {
      const response = await fetch(this.config.bundle_url, { headers: { Accept: "application/json" } });
      if (response.ok && !response.redirected) this.bundle = await response.json();
    } catch {
      // The server judges every scan anyway; the next round may get through.
    }
  }

  async #showBattery() {
    const battery = await navigator.getBattery?.().catch(() => null);
    if (!battery) return;
    const show = () => {
      this.part("battery").hidden = false;
      this.part("battery").textContent = fill(this.words.battery, { n: Math.round(battery.level * 100) });
    };
    battery.addEventListener("levelchange", show);
    show();
  }
}
