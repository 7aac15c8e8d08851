/* The kiosk at the entrance: registers one visitor after the other, prints the label, and forgets.

   What was typed is kept on the machine before it is sent, under an id of its own: a weak network may lose the question
   or the answer, and sending again gives the same pass. A page that nobody touches goes back to the start. */

import { uuid7 } from "../gate/uuid7.js";
import { fill, partsOf } from "../gate/parts.js";
import { idleness } from "./idle.js";
import { NotDone, post } from "./kiosk_api.js";
import * as store from "./kiosk_store.js";
import { clear, show } from "./label.js";
import * as outbox from "./outbox.js";
import { VisitForm } from "./visit_form.js";
import { waitingRow } from "./waiting_list.js";

const CODE = /^[\w-]{20,100}$/;
const BEAT_MS = 30000;
const RETRY_MS = [1000, 2000, 4000, 8000];
const SEEN_OFF = new Set(["form", "done", "ticket"]); // after these somebody else comes

export default function (root) {
  new Kiosk(root).begin();
}

class Kiosk {
  constructor(root) {
    this.root = root;
    this.part = partsOf(root);
    this.config = JSON.parse(root.dataset.config);
    this.words = this.config.words;
    this.language = document.documentElement.lang;
    this.form = new VisitForm(root, this.words);
    this.view = "loading";
    this.touched = Date.now();
    this.sending = null; // id of the registration on its way
    this.online = true;
    const { kept, box, fails } = store.load(Date.now());
    Object.assign(this, { kept, box });
    this.part("no-store").hidden = !fails;
  }

  begin() {
    for (const type of ["pointerdown", "keydown", "input"]) document.addEventListener(type, () => this.#touch(), true);
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-go]");
      if (button) this.go(button.dataset.go);
    });
    this.form.element.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    this.part("enrol-form").addEventListener("submit", (event) => { event.preventDefault(); this.#readLink(); });
    this.part("enrol-yes").addEventListener("click", () => this.#enrol());
    this.part("print").addEventListener("click", () => window.print());
    this.part("take-number").addEventListener("click", () => this.#giveNumber());
    window.addEventListener("hashchange", () => this.#arrive());
    window.addEventListener("online", () => this.#beat());
    setInterval(() => this.#tick(), 1000);
    setInterval(() => this.#beat(), BEAT_MS);
    this.#arrive();
    if (this.kept.credential) this.#beat();
  }

  go(view) {
    const before = this.view;
    this.view = view;
    this.touched = Date.now();
    for (const node of this.root.querySelectorAll("[data-on]")) node.hidden = !node.dataset.on.split(" ").includes(view);
    if (view === "start") this.#forgetVisitor(SEEN_OFF.has(before));
    if (view === "waiting") this.#listWaiting();
    this.#showState();
    this.root.querySelector(`[data-on~="${view}"] [data-first]:not([hidden])`)?.focus();
  }

  #keep() {
    if (!store.keep(this.kept, this.box)) this.part("no-store").hidden = false;
    this.#showState();
  }

  /* ---- becoming a kiosk ---- */

  #arrive() {
    const code = location.hash.slice(1);
    this.code = CODE.test(code) ? code : null;
    this.part("enrol-ask").hidden = !this.code;
    this.part("enrol-how").hidden = Boolean(this.code);
    if (this.code || !this.kept.credential) this.go("enrol");
    else this.go(this.kept.stopped ? "stopped" : "start");
  }

  #readLink() {
    const code = this.part("enrol-link").value.trim().split("#")[1] ?? "";
    if (CODE.test(code)) location.hash = code;
    else this.#trouble(this.words.no_link);
  }

  async #enrol() {
    this.#trouble("");
    try {
      const { credential } = await post("enrol", { code: this.code }, this.#voice(null));
      this.kept = { credential, state: null, stopped: "" };
      history.replaceState(null, "", location.pathname + location.search);
      this.code = null;
      this.#keep();
      await this.#beat();
      this.go("start");
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
      this.#trouble(error.message || this.words.enrol_offline);
    }
  }

  #trouble(sentence) {
    this.part("enrol-trouble").textContent = sentence;
    this.part("enrol-trouble").hidden = !sentence;
  }

  #voice(credential = this.kept.credential) {
    return { credential, language: this.language };
  }

  /* ---- how the fair stands ---- */

  async #beat() {
    if (!this.kept.credential || this.kept.stopped) return;
    try {
      this.#hear(await post("state", { waiting: outbox.countHeld(this.box) }, this.#voice()));
      await this.#sendHeld();
    } catch (error) {
      this.#missed(error);
    }
  }

  #hear(state) {
    this.online = true;
    this.kept.state = state;
    this.#keep();
  }

  #missed(error) {
    if (!(error instanceof NotDone)) throw error;
    if (error.kind === "stopped") {
      this.kept.stopped = error.message;
      this.#keep();
      this.go("stopped");
    } else {
      this.online = error.kind !== "network";
      this.#showState();
    }
  }

  #showState() {
    const { state } = this.kept;
    const held = outbox.countHeld(this.box);
    const net = this.online ? this.words.online : held ? fill(this.words.offline_waiting, { n: held }) : this.words.offline;
    this.part("net").textContent = net;
    this.part("net").dataset.online = this.online;
    this.part("stopped-sentence").textContent = this.kept.stopped;
    this.part("waiting").hidden = this.box.rows.every((row) => row.id === this.sending);
    this.part("waiting-word").textContent = fill(this.words.waiting, { n: this.box.rows.length });
    if (!state) return;
    this.part("kiosk").textContent = state.kiosk.name;
    this.part("fair").textContent = state.fair;
    this.part("days").textContent = state.days;
    this.part("closed").textContent = !state.takes ? this.words.closed : state.sold_out ? this.words.sold_out : "";
    this.part("closed").hidden = state.takes && !state.sold_out;
    this.part("begin").hidden = !this.part("closed").hidden;
    this.root.dataset.paper = state.kiosk.paper;
    for (const link of document.querySelectorAll("link[data-paper]")) link.disabled = link.dataset.paper !== state.kiosk.paper;
    if (this.view !== "form") this.form.offerDays(state.rooms);
  }

  /* ---- one visitor ---- */

  async #submit() {
    const said = this.sending ? null : this.form.read();
    if (!said) return;
    const body = { id: uuid7(), ...said, consent: this.config.consent_version };
    this.box = outbox.add(this.box, body, Date.now());
    this.sending = body.id;
    this.#keep();
    this.go("sending");
    await this.#deliver(body);
  }

  async #deliver(body) {
    for (let n = 0; ; n += 1) {
      this.part("sending-word").textContent = n === 0 ? this.words.sending : fill(this.words.again, { n: n + 1 });
      this.part("take-number").hidden = n === 0;
      try {
        const { badge, state } = await post("visitors", body, this.#voice());
        this.#delivered(body.id, badge, state);
        return;
      } catch (error) {
        if (error instanceof NotDone && error.kind === "refused") {
          this.#refused(body.id, error.message);
          return;
        }
        this.#missed(error);
        if (error.kind === "stopped") { this.sending = null; return; }
      }
      await new Promise((wake) => setTimeout(wake, RETRY_MS[Math.min(n, RETRY_MS.length - 1)]));
      if (this.sending !== body.id) return; // they took a number
    }
  }

  #delivered(id, badge, state) {
    if (this.sending === id) {
      this.sending = null;
      this.box = outbox.drop(this.box, id);
      show(this.root, badge, this.words);
      this.#hear(state);
      this.go("done");
    } else {
      this.box = outbox.settle(this.box, id, { badge });
      this.#hear(state);
    }
  }

  #refused(id, sentence) {
    if (this.sending === id) {
      this.sending = null;
      this.box = outbox.drop(this.box, id);
      this.#keep();
      this.go("form");
      this.form.say(sentence);
    } else {
      this.box = outbox.settle(this.box, id, { sentence });
      this.#keep();
    }
  }

  /* The visitor goes on with a number; the registration is sent as soon as there is a network. */
  #giveNumber() {
    const row = outbox.find(this.box, this.sending);
    this.sending = null;
    this.part("number").textContent = row ? row.number : "";
    this.go("ticket");
    this.form.clear();
  }

  async #sendHeld() {
    for (let row = outbox.nextHeld(this.box, this.sending); row; row = outbox.nextHeld(this.box, this.sending)) {
      try {
        const { badge, state } = await post("visitors", row.body, this.#voice());
        this.#delivered(row.id, badge, state);
      } catch (error) {
        if (!(error instanceof NotDone) || error.kind !== "refused") throw error;
        this.#refused(row.id, error.message);
      }
    }
    if (this.view === "waiting") this.#listWaiting();
  }

  #listWaiting() {
    const list = this.part("waiting-list");
    list.replaceChildren(...this.box.rows.filter((row) => row.id !== this.sending).map((row) => this.#waitingRow(row)));
  }

  #waitingRow(row) {
    const print = () => {
      show(this.part("label"), row.badge, this.words);
      window.print();
    };
    const done = () => {
      this.box = outbox.drop(this.box, row.id);
      clear(this.part("label"));
      this.#keep();
      if (this.box.rows.length) this.#listWaiting();
      else this.go("start");
    };
    return waitingRow(row, this.part("waiting-row"), this.words, { print, done });
  }

  #forgetVisitor(seenOff) {
    this.form.clear();
    clear(document);
    this.part("number").textContent = "";
    if (seenOff) this.#speakAtHome();
  }

  /* The next visitor finds the kiosk's own language. */
  #speakAtHome() {
    if (this.language !== this.config.home.language && this.online) location.replace(this.config.home.href);
  }

  /* ---- nobody there ---- */

  #touch() {
    this.touched = Date.now();
    this.part("count-down").textContent = "";
  }

  #tick() {
    const idle = idleness(this.view, (Date.now() - this.touched) / 1000);
    if (!idle) return;
    const said = this.view === "form" ? this.words.still_there : this.words.back_in;
    this.part("count-down").textContent = idle.speaks ? fill(said, { n: idle.left }) : "";
    if (idle.left > 0) return;
    if (this.view === "sending") this.#giveNumber();
    else if (this.view === "start") this.#speakAtHome();
    else this.go("start");
  }
}
