/* What keys and buttons do, and how the keyboard goes about on the plan. */

import { neighbour } from "../neighbours.js";
import { aligned, moved, turned } from "./shapes.js";

const ALIGN = ["left", "centre", "right", "top", "middle", "bottom"];

export class Commands {
  constructor(desk) { Object.assign(this, { desk, leaving: false }); }

  run({ name, ...more }) {
    const things = this.desk.chosenThings();
    const keys = things.map((t) => t.key);
    if (ALIGN.includes(name)) { if (things.length > 1) this.desk.move(aligned(things, name), "align"); return true; }
    const acts = {
      select: () => this.desk.use("select"),
      booth: () => this.desk.use("booth"),
      rows: () => this.desk.use(this.desk.tool === "rows" ? "select" : "rows"),
      undo: () => this.desk.send({ do: "undo" }),
      redo: () => this.desk.send({ do: "redo" }),
      copy: () => this.desk.copy(things),
      remember: () => { this.desk.clipboard = things; },
      paste: () => this.desk.copy(this.desk.clipboard),
      rotate: () => things.length > 0 && this.desk.move(turned(things), "rotate"),
      merge: () => things.length > 1 && this.desk.send({ do: "merge", keys }),
      split: () => things.length === 1 && this.desk.panel.split(),
      remove: () => keys.length > 0 && this.desk.send({ do: "remove", keys }),
      all: () => this.desk.choose(this.desk.booths().map((b) => b.key)),
      in: () => this.desk.stage.zoom(1.4),
      out: () => this.desk.stage.zoom(1 / 1.4),
      fit: () => this.desk.stage.look(this.desk.stage.whole()),
      snap: () => { this.desk.snap = !this.desk.snap; this.desk.button("snap").setAttribute("aria-pressed", String(this.desk.snap)); },
      keys: () => this.desk.root.querySelector("dialog[data-keys]").showModal(),
      nudge: () => this.nudge(things, more),
      beside: () => this.walk(more.key),
      next: () => this.step(1),
      before: () => this.step(-1),
      leave: () => this.leave(),
      toggle: () => this.desk.focused && this.desk.toggle(this.desk.focused),
      form: () => this.desk.panel.root.querySelector("[data-part]:not([hidden]) input:not([type=hidden]), [data-part]:not([hidden]) select")?.focus(),
    };
    return acts[name]() !== false;
  }

  nudge(things, { by: [dx, dy], far }) {
    if (things.length === 0) { this.desk.stage.pan(-dx * 60, -dy * 60); return; }
    const step = this.desk.snap ? this.desk.grid : 1;
    this.desk.move(moved(things, dx * step * (far ? 10 : 1), dy * step * (far ? 10 : 1)), "move");
  }

  /* To the next thing in the order of the plan; past the last one the Tab key leaves the drawing. */
  step(way) {
    const keys = [...this.desk.painter.nodes.keys()];
    const to = keys[keys.indexOf(this.desk.focused) + way];
    if (to === undefined || this.leaving) { this.leaving = false; return false; }
    this.goTo(to);
    return true;
  }

  walk(key) {
    const things = this.desk.store.list().map((t) => ({ ...t, height: t.depth }));
    const from = things.findIndex((t) => t.key === this.desk.focused);
    const to = from < 0 ? -1 : neighbour(things, from, key);
    if (to >= 0) this.goTo(things[to].key);
  }

  goTo(key) {
    this.desk.choose([key]);
    this.desk.stop(key);
    this.desk.stopAt.focus({ preventScroll: true });
    this.desk.stage.reveal(this.desk.store.things.get(key));
  }

  leave() {
    if (this.desk.tool !== "select") this.desk.use("select");
    else if (this.desk.chosen.size > 0) this.desk.choose([]);
    else this.leaving = true;
  }
}
