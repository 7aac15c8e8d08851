/* The plan editor: <div class="editor" data-module="booths/editor/editor">. This file holds the desk together: what is
   chosen, which tool is in hand, what goes to the server and what comes back. */

import { newToken } from "../../lib/busy.js";
import { toast } from "../../lib/toast.js";
import { Commands } from "./commands.js";
import { command } from "./keys.js";
import { Painter, element } from "./paint.js";
import { Panel } from "./panel.js";
import { Pointer, handles } from "./pointer.js";
import { RowTool } from "./rows.js";
import { ScaleTool, lay } from "./scale.js";
import { bounds, following, inTheWay, moved, writeMetres } from "./shapes.js";
import { Stage } from "./stage.js";
import { Store } from "./store.js";
import { Talk } from "./talk.js";
import { Wire } from "./wire.js";

const USUAL = { stage: [600, 400], column: [50, 50], office: [400, 300], water: [50, 50], power: [80, 80], toilet: [400, 300], entrance: [400, 100], exit: [200, 100], unloading: [500, 150] };

export class Desk {
  constructor(root) {
    const read = (name) => JSON.parse(root.querySelector(`[data-${name}]`).textContent);
    const things = read("things");
    Object.assign(this, { root, words: read("words"), chosen: new Set(), tool: "select", grid: 50, snap: true, clipboard: [], spaceDown: false });
    this.store = new Store(things);
    const hall = { width: Number(root.dataset.width), depth: Number(root.dataset.depth) };
    this.sheet = root.querySelector("[data-sheet]");
    this.stage = new Stage({ frame: root.querySelector("[data-stage]"), sheet: this.sheet, hall });
    this.painter = new Painter({ sheet: this.sheet, words: this.words, zones: this.store.zones });
    this.over = this.painter.layers.over;
    this.marks = element("g", { class: "marks" });
    this.proposed = element("g", { class: "proposed" });
    this.preview = element("g", { class: "preview" });
    this.stage.figures(this.over);
    this.over.append(this.proposed, this.marks, this.preview);
    this.commands = new Commands(this);
    this.talk = new Talk(this);
    this.wire = new Wire({ store: this.store, post: (sent) => this.talk.post(sent), on: this.talk.hearing() });
    this.panel = new Panel(this, root.querySelector("[data-panel]"));
    const rows = root.querySelector("[data-rows-form]");
    this.rows = new RowTool(this, rows, root.querySelector("[data-rows-said]"), root.dataset.rows);
    this.scale = new ScaleTool(this, root.querySelector("[data-scale-form]"));
    this.pointer = new Pointer(this);
    this.listen();
    for (const tool of root.querySelectorAll(".editor-tool")) tool.disabled = false; // before, nobody would have heard a press
    this.refresh();
    this.talk.learn();
    this.talk.listen();
  }

  // --- what is chosen ------------------------------------------------------------------------------

  chosenThings() { return [...this.chosen].map((key) => this.store.things.get(key)).filter(Boolean); }

  choose(keys) { this.chosen = new Set(keys); this.mark(); }

  toggle(key) { if (!this.chosen.delete(key)) this.chosen.add(key); this.mark(); }

  mark() {
    for (const [key, node] of this.painter.nodes) {
      const pressed = String(this.chosen.has(key));
      if (node.getAttribute("aria-pressed") !== pressed) node.setAttribute("aria-pressed", pressed);
    }
    const things = this.chosenThings();
    const frames = things.map((t) => element("rect", { class: "mark", x: t.x, y: t.y, width: t.width, height: t.depth }));
    this.marks.replaceChildren(...frames, ...(things.length === 1 ? handles(things[0]) : []));
    this.stop(things[0]?.key ?? this.focused);
    this.root.querySelector("[data-many]").toggleAttribute("data-idle", things.length === 0);
    this.panel.show();
  }

  /* One stop for the Tab key from outside: the thing last looked at, or the first. */
  stop(key) {
    const node = this.painter.nodes.get(key) ?? this.painter.nodes.values().next().value;
    if (node === this.stopAt) return;
    this.stopAt?.setAttribute("tabindex", "-1");
    node?.setAttribute("tabindex", "0");
    this.stopAt = node;
    this.focused = node?.dataset.key;
  }

  // --- drawing -------------------------------------------------------------------------------------

  refresh() {
    for (const key of this.chosen) if (!this.store.things.has(key)) this.chosen.delete(key);
    this.root.dataset.waiting = String(this.store.waiting.length);
    this.painter.paint(this.store.things);
    if (this.store.underlay) lay(this.sheet.querySelector(".underlay"), this.store.underlay);
    this.panel.showFaults(this.store.faults);
    for (const [name, sentence] of [["undo", this.store.undo], ["redo", this.store.redo]]) {
      const button = this.button(name);
      button.disabled = !sentence && this.store.waiting.length === 0;
      button.title = sentence ? `${this.words[name]}: ${sentence}` : this.words[name];
    }
    this.mark();
  }

  /* Where things would stand, one move a frame; null: nowhere. */
  ghost(places, wrong = false) {
    this.preview.classList.toggle("preview--wrong", wrong);
    this.preview.replaceChildren(...Object.values(places ?? {}).map((p) => element("rect", { x: p.x, y: p.y, width: p.width, height: p.depth })));
    this.read(places ? bounds(Object.values(places)) : null);
  }

  rubber(rect, drawing = false) {
    this.preview.classList.toggle("preview--wrong", Boolean(rect && drawing && this.tool === "booth" && inTheWay({ new: rect }, this.store.list(), this.stage.hall)));
    this.preview.replaceChildren(...(rect ? [element("rect", { class: drawing ? "" : "rubber", x: rect.x, y: rect.y, width: rect.width, height: rect.depth })] : []));
    this.read(rect);
  }

  read(rect) {
    const line = this.root.querySelector("[data-readout]");
    line.textContent = rect ? `${writeMetres(rect.x)}; ${writeMetres(rect.y)} · ${writeMetres(rect.width)} × ${writeMetres(rect.depth)} m` : "";
  }

  propose(booths) {
    this.proposed.replaceChildren(...booths.flatMap((b) => [
      element("rect", { x: b.x, y: b.y, width: b.width, height: b.depth }),
      element("text", { x: b.x + b.width / 2, y: b.y + b.depth / 2 + 40, "font-size": Math.min(110, b.width / b.number.length), "text-anchor": "middle" }, b.number),
    ]));
  }

  // --- orders --------------------------------------------------------------------------------------

  send(order) {
    this.wire.send(order);
    this.talk.say("saving");
    this.refresh();
  }

  move(places, how) {
    const things = this.store.things;
    const changed = Object.entries(places).filter(([key, to]) => Object.entries(to).some(([side, n]) => things.get(key)?.[side] !== n));
    if (changed.length === 0) return;
    if (inTheWay(places, this.store.list(), this.stage.hall)) { this.refuse(this.words.inTheWay); return; }
    this.send({ do: "move", how, places: Object.fromEntries(changed) });
  }

  /* A rectangle was drawn with the tool in hand, or the floor was only pressed at a point. */
  drawn(rect, point, exact = point) {
    if (this.tool === "rows") { this.rows.corner(point); return; }
    if (this.tool === "scale") { this.scale.point(exact); return; }
    const kind = this.tool === "booth" ? null : this.tool;
    const [width, depth] = kind ? USUAL[kind] : this.lastSize();
    const place = rect && rect.width > 0 && rect.depth > 0 ? rect : { x: point.x, y: point.y, width, depth };
    const key = newToken();
    if (kind) this.send({ do: "draw", features: [{ key, kind, label: "", watts: 0, ...place }] });
    else if (inTheWay({ new: place }, this.store.list(), this.stage.hall)) { this.refuse(this.words.inTheWay); return; }
    else this.send({ do: "draw", booths: [{ key, ...this.newBooth(), ...place }] });
    this.choose([key]);
    if (kind) this.use("select");
  }

  booths() { return this.store.list().filter((t) => t.what === "booth"); }

  lastSize() { const last = this.booths().at(-1); return last ? [last.width, last.depth] : [300, 300]; }

  newBooth() {
    const last = this.chosenThings().find((t) => t.what === "booth") ?? this.booths().at(-1);
    const number = following(last?.number ?? "A00", this.booths().map((b) => b.number));
    return { ...pick(last ?? { kind: "standard", power_watts: 500 }), number };
  }

  paste(things, dx, dy) {
    if (things.length === 0) return;
    const places = moved(things, dx, dy);
    const taken = this.booths().map((b) => b.number);
    const order = { do: "draw", booths: [], features: [] };
    for (const thing of things) {
      const key = newToken();
      if (thing.what === "feature") order.features.push({ key, kind: thing.kind, label: thing.label, watts: thing.watts, ...places[thing.key] });
      else {
        const number = following(thing.number, taken);
        taken.push(number);
        order.booths.push({ key, ...pick(thing), number, ...places[thing.key] });
      }
    }
    this.send(order);
    this.choose([...order.booths, ...order.features].map((t) => t.key));
  }

  /* A copy stands beside what it was copied from, on the first side that is free. */
  beside(things) {
    const box = bounds(things);
    for (const [dx, dy] of [[box.width, 0], [0, box.depth], [-box.width, 0], [0, -box.depth]]) {
      const places = Object.fromEntries(Object.entries(moved(things, dx, dy)).map(([key, place]) => [`copy of ${key}`, place]));
      if (!inTheWay(places, this.store.list(), this.stage.hall)) return [dx, dy];
    }
    return null;
  }

  copy(things) {
    if (things.length === 0) return;
    const way = this.beside(things);
    if (way) this.paste(things, ...way);
    else this.refuse(this.words.noRoom);
  }

  // --- tools ----------------------------------------------------------------------------------------

  use(tool) {
    if (this.tool === "rows" && tool !== "rows") this.rows.close();
    this.tool = tool;
    for (const name of ["select", "booth", "rows"]) this.button(name).setAttribute("aria-pressed", String(tool === name));
    this.root.querySelector("[data-feature-kind]").value = tool in USUAL ? tool : "";
    this.stage.frame.dataset.tool = tool;
    if (tool === "rows") { this.choose([]); this.rows.open(); }
    this.panel.show();
  }

  flyTo(fault) {
    this.stage.fly(fault);
    this.choose(fault.keys.filter((key) => this.store.things.has(key)));
    const frame = element("rect", { class: "fault", x: fault.x, y: fault.y, width: fault.width, height: fault.depth });
    this.proposed.replaceChildren(frame);
    setTimeout(() => frame.remove(), 6000);
  }

  refuse(sentence, input) {
    toast(sentence, "bad");
    input?.focus();
    this.panel.show();
  }

  // --- ears ----------------------------------------------------------------------------------------

  button(name) { return this.root.querySelector(`[data-do="${name}"]`); }

  listen() {
    const { root, stage } = this;
    root.addEventListener("click", (event) => {
      const name = event.target.closest("[data-do]")?.dataset.do;
      if (name) this.commands.run({ name });
    });
    root.querySelector("[data-feature-kind]").addEventListener("change", (event) => this.use(event.target.value || "select"));
    root.querySelector("[data-grid]").addEventListener("change", (event) => { this.grid = Number(event.target.value); });
    root.querySelector("[data-view]").addEventListener("change", (event) => this.look(event.target.value));
    stage.frame.addEventListener("keydown", (event) => this.pressed(event));
    stage.frame.addEventListener("keyup", (event) => { if (event.key === " ") this.spaceDown = false; });
    stage.frame.addEventListener("focusin", (event) => {
      const key = event.target.closest?.("[data-key]")?.dataset.key;
      if (key) { this.stop(key); if (this.chosen.size === 0 && event.target.matches(":focus-visible")) this.choose([key]); }
    });
    this.sheet.addEventListener("contextmenu", (event) => event.preventDefault());
    window.addEventListener("beforeunload", (event) => { if (this.store.waiting.length > 0) event.preventDefault(); });
  }

  pressed(event) {
    const asked = command(event);
    if (asked === null) return;
    if (asked.name === "toggle") this.spaceDown = true;
    if (this.commands.run(asked) || asked.name === "toggle") event.preventDefault();
  }

  look(view) {
    this.painter.view = view;
    this.sheet.dataset.view = view;
    this.painter.paint(this.store.things);
    for (const link of document.querySelectorAll("[data-takeaway] a")) {
      const address = new URL(link.href);
      address.searchParams.set("view", view);
      link.href = address;
    }
  }
}

const pick = ({ kind, zone, power_watts, water, open_flame, fee, subsidy, subsidy_by, price_class }) => Object.fromEntries(
  Object.entries({ kind, zone, power_watts, water, open_flame, fee, subsidy, subsidy_by, price_class }).filter(([, value]) => value !== undefined),
);

export default function (root) {
  root.desk = new Desk(root); // for tests in the browser: what it counts is asked of it
}
