/* Reads badges and says who may pass. The phone judges by itself and at once (decide.js); the server hears of it
   afterwards (sync.js) and adds booth and holder, or says otherwise. */

import { toast } from "../lib/toast.js";
import { NotSent } from "./api.js";
import { whyNoCamera } from "./camera.js";
import { decide, steady } from "./decide.js";
import { afterPainting, keepAwake } from "./display.js";
import { overrideDialog } from "./override.js";
import { fill } from "./parts.js";
import { passageOf } from "./passages.js";
import { scanRow } from "./rows.js";
import { Screen } from "./screen.js";
import { searchDialog } from "./search.js";
import { play } from "./sounds.js";
import { CAMERA, family, mayOverride, step } from "./states.js";
import { typingDialog } from "./typing.js";
import { QUIET_MS } from "./update.js";
import { uuid7 } from "./uuid7.js";
import { warmUp } from "./verify.js";
import { wording } from "./wording.js";

const VERDICT_MS = { go: 1200, out: 1200, wait: 2000, again: 1200, stop: 2000 };
const RECALLED_MS = 5000;
const LONGEST_CODE = 600;
const REMEMBERED = 8;

export class Scanner {
  constructor(phone) {
    this.phone = phone;
    this.part = phone.part;
    this.screen = new Screen(phone.part, phone.words, phone.config.phrases);
    this.state = CAMERA;
    this.direction = "in";
    this.recent = new Map(); // when each code was read last: badges held still, also two at once
    this.latest = null; // {id, shown, code, how}
    this.busy = Promise.resolve();
    this.#buttons();
  }

  async enter() {
    const { camera, config, element } = this.phone;
    keepAwake();
    warmUp(this.phone.memory.bundle.keys, config.engine);
    this.part("search").hidden = !this.phone.memory.known.device.supervisor;
    this.part("booths").hidden = !this.phone.memory.known.device.inspector;
    try {
      element.dataset.decoder = await camera.start(config.decoder);
      element.dataset.camera = "on";
      await this.#tools();
    } catch (error) {
      this.#noCamera(error);
    }
  }

  /* Whether a reload would disturb nobody. */
  isIdle() {
    const quiet = performance.now() - Math.max(-QUIET_MS, ...this.recent.values()) > QUIET_MS;
    return quiet && this.state === CAMERA;
  }

  /* A code came in; the same badge held still is one reading. One is judged after the other, so that the second
     knows what the first has changed. */
  read(text, how) {
    const began = performance.now();
    const code = text.slice(0, LONGEST_CODE);
    if (this.phone.exchange.isFrame(text)) {
      this.phone.exchange.take(text);
      return;
    }
    const same = how !== "typed" && this.recent.has(code) && steady(code, this.recent.get(code), code, began);
    this.recent.delete(code);
    this.recent.set(code, began);
    if (this.recent.size > REMEMBERED) this.recent.delete(this.recent.keys().next().value);
    if (same) return;
    const { direction } = this; // as it was when the badge was shown
    this.busy = this.busy.then(() => this.#judge(code, how, began, direction)).catch((error) => console.error("scan", error));
  }

  async #judge(code, how, began, direction) {
    const { memory, clock, config } = this.phone;
    const { post, bundle } = memory;
    const at = clock.now();
    const decision = await decide(code, bundle, memory.seen, at, post.id, direction, { engine: config.engine });
    if (decision.reason === "ask_server" && how !== "camera") {
      this.#ask(code, how, { direction });
      return;
    }
    this.#record(decision, { code, how, at, direction, said: decision.reason });
    performance.clearMeasures("verdict");
    performance.measure("verdict", { start: began });
  }

  /* Shown, remembered and written down; once it stands on the screen, the server is told. */
  #record(decision, { code, how, at, said, direction = this.direction, id = this.#newId(), override = null }) {
    const { memory, clock, sync, config } = this.phone;
    const { post, bundle } = memory;
    const passage = passageOf(decision, direction, post.id, post.area, at);
    const facts = { code, direction, how, said, override, passage };
    const row = scanRow(id, new Date(clock.wall()).toISOString(), clock.skew, post.id, facts);
    const shown = wording(decision, bundle, post.id, config.phrases);
    this.#latest({ id, shown, code, how });
    this.#next({ type: "judged", id, shown });
    memory.keep({ add: [row], seen: passage ? { [passage.key]: passage.visit } : {} });
    afterPainting(() => sync.now());
  }

  /* A printed id says nothing by itself: the server knows whose it is. Without an answer nobody enters by it. */
  async #ask(code, how, { direction = this.direction, override = null, id = this.#newId() } = {}) {
    const { memory, clock, sync, words } = this.phone;
    const { post } = memory;
    const facts = { code, direction, how, said: null, override };
    const row = scanRow(id, new Date(clock.wall()).toISOString(), clock.skew, post.id, facts);
    this.#next({ type: "asked", id });
    try {
      const outcome = await sync.ask(row);
      this.#latest({ id, shown: outcome, code, how });
      this.#next({ type: "answered", id, shown: outcome, otherwise: true });
      this.#passed(row);
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      const { override: _, ...body } = row.body;
      memory.keep({ add: [{ ...row, body: { ...body, reason: "ask_server" } }] });
      const shown = { ...this.#unreadable(), detail: words.not_asked, next_step: words.not_asked_next };
      this.#latest({ id, shown, code, how });
      this.#next({ type: "judged", id, shown });
    }
    this.phone.footer.show();
  }

  /* What came of it reaches `seen` with the delta of the same answer. */
  #passed(row) {
    if (row.body.override) toast(this.phone.words.overridden);
  }

  #unreadable() {
    const { memory, config } = this.phone;
    const decision = { verdict: "unreadable", reason: "ask_server", facts: null, visit: null, next_entry: null };
    return wording(decision, memory.bundle, memory.post.id, config.phrases);
  }

  /* ---- what the server says of scans that it has got */

  outcomes(outcomes, rows) {
    const late = outcomes.filter(({ id, conflict }) => conflict && id !== this.latest?.id);
    if (late.length) toast(fill(this.phone.words.conflicts, { n: late.length }), "bad");
    const outcome = outcomes.find(({ id }) => id === this.latest?.id);
    if (!outcome || !rows.length) return;
    const otherwise = outcome.verdict !== this.latest.shown.verdict;
    const shown = otherwise ? outcome : { ...this.latest.shown, holder_line: outcome.holder_line, booth: outcome.booth };
    this.#latest({ ...this.latest, shown });
    this.#next({ type: "answered", id: outcome.id, shown, otherwise });
  }

  /* ---- from one state to the next */

  #next(event) {
    const before = this.state;
    this.state = step(before, event);
    if (this.state === before) return;
    this.phone.element.dataset.state = this.state.name;
    this.part("verdict").hidden = this.state.name !== "verdict";
    if (this.state.name === "verdict") this.#speak(this.state, before);
  }

  #speak({ shown, id, source }, before) {
    this.screen.verdict(shown);
    this.part("verdict-override").hidden = !mayOverride(shown, this.direction);
    if (before.id === id && before.shown?.verdict === shown.verdict) return; // only the booth came to it
    const kind = family(shown.verdict);
    if (source !== "recalled") play(kind);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#next({ type: "over", id }), source === "recalled" ? RECALLED_MS : VERDICT_MS[kind]);
  }

  #latest(latest) {
    this.latest = latest;
    afterPainting(() => this.screen.last(this.latest.shown)); // below the verdict nobody sees it yet
    this.part("override").hidden = !mayOverride(latest.shown, this.direction);
  }

  /* ---- buttons */

  #buttons() {
    const { phone } = this;
    const on = (name, act) => this.part(name).addEventListener("click", act);
    on("in", () => this.#turn("in"));
    on("out", () => this.#turn("out"));
    on("torch", () => this.#torch().catch((error) => this.#noTool(error)));
    on("zoom", () => this.#zoom().catch((error) => this.#noTool(error)));
    on("switch", () => phone.camera.switch().then(() => this.#tools()).catch((error) => this.#noCamera(error)));
    on("camera-again", () => this.enter());
    on("verdict", (event) => { if (!event.target.closest("button")) this.#next({ type: "dismissed" }); });
    on("last", () => this.latest && this.#next({ type: "recalled", shown: this.latest.shown }));
    on("more", () => this.part("more-dialog").showModal());
    typingDialog(this.part, phone.words, (text) => this.read(text, "typed"));
    searchDialog(phone, (code) => this.#ask(code, "search"));
    const override = overrideDialog(phone, (word) => this.#override(word));
    for (const name of ["override", "verdict-override"]) on(name, () => { this.#next({ type: "dismissed" }); override(); });
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#next({ type: "dismissed" }));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && phone.view === "scan") this.#wake().catch((error) => this.#noCamera(error));
    });
  }

  /* A supervisor has given the PIN for the latest refusal: `word(id)` gives what goes with the new scan. */
  async #override(word) {
    const { memory, clock, config } = this.phone;
    const { code, how, shown } = this.latest;
    const id = this.#newId();
    const override = await word(id);
    const at = clock.now();
    const options = { engine: config.engine, override: true };
    const decision = await decide(code, memory.bundle, memory.seen, at, memory.post.id, this.direction, options);
    if (decision.reason === "ask_server") return this.#ask(code, how, { override, id });
    return this.#record(decision, { code, how, at, id, said: decision.instead_of ?? shown.reason, override });
  }

  #noCamera(error) {
    console.warn("camera", error);
    this.part("camera-note").textContent = this.phone.words[whyNoCamera(error)];
    this.phone.element.dataset.camera = "off";
  }

  /* The camera has lost its light, or says it can do what it cannot: the buttons say how things stand. */
  async #noTool(error) {
    console.warn("camera", error);
    await this.#tools();
  }

  async #wake() {
    if (!(await this.phone.camera.wake())) return;
    this.phone.element.dataset.camera = "on";
    await this.#tools();
  }

  async #tools() {
    const { camera } = this.phone;
    this.part("torch").hidden = !camera.canLight();
    this.part("torch").setAttribute("aria-pressed", "false");
    this.part("zoom").hidden = camera.zooms().length < 2;
    this.part("zoom-word").textContent = "1×";
    this.part("switch").hidden = (await camera.others()).length < 2;
  }

  async #torch() {
    const button = this.part("torch");
    const on = button.getAttribute("aria-pressed") !== "true";
    await this.phone.camera.light(on);
    button.setAttribute("aria-pressed", String(on));
  }

  async #zoom() {
    this.part("zoom-word").textContent = `${await this.phone.camera.zoomOn()}×`;
  }

  /* The other direction is another question, even about the same badge. */
  #turn(direction) {
    this.direction = direction;
    this.recent.clear();
    this.phone.element.dataset.direction = direction;
    for (const side of ["in", "out"]) this.part(side).setAttribute("aria-pressed", String(side === direction));
  }

  #newId() {
    return uuid7(this.phone.clock.wall());
  }
}
