/* Counting people without a pass by thumb. The figure moves at once; the rows follow when they can. */

import { keepAwake, sunSwitch } from "./display.js";
import { Outbox, pageStorage } from "./outbox.js";
import { fill, grouped, partsOf, showNetwork } from "./parts.js";
import { NotSent, postJson } from "./post.js";
import { click, sum, undoOf } from "./tally.js";
import { uuid7 } from "./uuid7.js";

const GATHER_MS = 600;
const RETRY_MS = 5000;
const BATCH = 200;

export default function clicker(element) {
  new Clicker(element, JSON.parse(element.dataset.config)).start();
}

class Clicker {
  constructor(element, config) {
    this.config = config;
    this.words = config.words;
    this.part = partsOf(element);
    this.counted = config.count;
    this.online = true;
    this.busy = false;
    this.storage = pageStorage();
    this.outbox = new Outbox(`gate-${config.gate}-clicks`, this.storage);
    this.made = [...this.outbox.rows];
  }

  start() {
    const on = (name, act) => this.part(name).addEventListener("click", act);
    on("one", () => this.#click("adult", 1));
    on("five", () => this.#click("adult", 5));
    on("child", () => this.#click("child", 1));
    on("undo", () => this.#undo());
    sunSwitch(this.part("sun"), this.storage);
    keepAwake();
    window.addEventListener("online", () => this.#send());
    setInterval(() => this.#send(), RETRY_MS);
    this.#show();
    this.#send();
  }

  get waiting() {
    return this.outbox.rows.length;
  }

  #click(kind, n) {
    this.#add(click(uuid7(), new Date().toISOString(), kind, n));
    navigator.vibrate?.(n > 1 ? [25, 40, 25] : 25);
    this.#say(fill(kind === "child" ? this.words.did_child : this.words.did_adult, { n }));
  }

  #undo() {
    const row = undoOf(this.made, uuid7(), new Date().toISOString());
    if (!row) {
      this.#say(this.words.nothing);
      return;
    }
    this.#add(row);
    this.#say(fill(this.words.undid, { n: -row.n }));
  }

  #add(row) {
    this.made.push(row);
    this.outbox.add(row);
    this.#show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#send(), GATHER_MS);
  }

  async #send() {
    if (this.busy || this.waiting === 0) return;
    this.busy = true;
    const clicks = this.outbox.rows.slice(0, BATCH);
    try {
      const { count } = await postJson(this.config.clicks_url, { clicks }, this.words);
      this.outbox.remove(clicks.map(({ id }) => id));
      this.counted = count;
      this.online = true;
      this.part("trouble").textContent = "";
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      this.online = error.kind !== "network";
      this.part("trouble").textContent = error.message;
    } finally {
      this.busy = false;
      this.#show();
    }
  }

  #show() {
    this.part("count").textContent = grouped(this.counted + sum(this.outbox.rows));
    showNetwork(this.part, this.words, this);
  }

  #say(sentence) {
    this.part("did").textContent = sentence;
  }
}
