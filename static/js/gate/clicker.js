/* Counting people without a pass by thumb. The figure moves at once; clicks wait in the same queue as scans. */

import { keepAwake } from "./display.js";
import { fill } from "./parts.js";
import { clickRow, clickToUndo } from "./rows.js";
import { QUIET_MS } from "./update.js";
import { uuid7 } from "./uuid7.js";

const REMEMBERED = 50;
const GATHER_MS = 800;

export class Clicker {
  constructor(phone) {
    this.phone = phone;
    this.clicked = -QUIET_MS;
    const on = (name, act) => phone.part(name).addEventListener("click", act);
    on("one", () => this.#click("adult", 1));
    on("five", () => this.#click("adult", 5));
    on("child", () => this.#click("child", 1));
    on("undo", () => this.#undo());
  }

  enter() {
    keepAwake();
    this.#say("");
  }

  /* Whether a reload would disturb nobody. */
  isIdle() {
    return performance.now() - this.clicked > QUIET_MS;
  }

  #click(kind, n) {
    const { words } = this.phone;
    this.#add(kind, n, null);
    navigator.vibrate?.(n > 1 ? [25, 40, 25] : 25);
    this.#say(fill(kind === "child" ? words.did_child : words.did_adult, { n }));
  }

  #undo() {
    const { words, memory } = this.phone;
    const last = clickToUndo(memory.known.clicks ?? []);
    if (last) this.#add(last.kind, -last.n, last);
    this.#say(last ? fill(words.undid, { n: last.n }) : words.nothing);
  }

  /* Kept together with what may be undone, so that closing the page forgets neither. */
  #add(kind, n, undone) {
    const { clock, memory, sync } = this.phone;
    const gate = undone?.gate ?? memory.post.id;
    this.clicked = performance.now();
    const row = clickRow(uuid7(clock.wall()), new Date(clock.wall()).toISOString(), clock.skew, gate, kind, n, undone?.id);
    memory.keep({ add: [row], kept: { clicks: [...(memory.known.clicks ?? []), row.body].slice(-REMEMBERED) } });
    this.phone.footer.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => sync.now(), GATHER_MS);
  }

  #say(sentence) {
    this.phone.part("did").textContent = sentence;
  }
}
