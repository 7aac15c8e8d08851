/* Mouse, finger and pen on the drawing: choose, drag, draw, pan, pinch. What comes of it is told to `desk`. */

import { element } from "./paint.js";
import { between, bounds, inTheWay, moved, overlap, placeOf, resized, snapped, toGrid } from "./shapes.js";

const SLACK_PX = 4; // a hand that trembles does not drag
const REACH_PX = 8; // how near an edge must be to catch

export class Pointer {
  constructor(desk) {
    Object.assign(this, { desk, stage: desk.stage, touches: new Map(), gesture: null });
    const { frame } = desk.stage;
    frame.addEventListener("pointerdown", (event) => this.down(event));
    frame.addEventListener("pointermove", (event) => this.drag(event));
    frame.addEventListener("pointerup", (event) => this.up(event));
    frame.addEventListener("pointercancel", () => this.cancel());
    frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  down(event) {
    if (event.button === 2) return;
    this.stage.frame.setPointerCapture(event.pointerId);
    this.touches.set(event.pointerId, this.stage.within(event));
    if (this.touches.size === 2) { this.cancel(); this.gesture = { kind: "pinch" }; return; }
    const handle = event.target.closest?.("[data-handle]");
    const node = event.target.closest?.("[data-key]");
    const start = this.stage.at(event);
    const from = { start, at: start, screen: this.stage.within(event), shift: event.shiftKey || event.ctrlKey || event.metaKey };
    if (event.button === 1 || this.desk.spaceDown) this.gesture = { kind: "pan", ...from };
    else if (this.desk.tool !== "select") this.gesture = { kind: "draw", ...from };
    else if (handle) this.gesture = { kind: "resize", handle: handle.dataset.handle, thing: this.desk.chosenThings()[0], ...from };
    else if (node) this.press(node.dataset.key, from);
    else this.gesture = { kind: event.pointerType === "touch" ? "pan" : "frame", ...from };
  }

  press(key, from) {
    const was = this.desk.chosen.has(key);
    if (from.shift) this.desk.toggle(key);
    else if (!was) this.desk.choose([key]);
    this.gesture = { kind: "move", key, was, ...from };
  }

  drag(event) {
    if (!this.touches.has(event.pointerId)) return;
    const before = this.touches.get(event.pointerId);
    const screen = this.stage.within(event);
    this.touches.set(event.pointerId, screen);
    const { gesture } = this;
    if (!gesture) return;
    if (gesture.kind === "pinch") { this.pinch(event.pointerId, before, screen); return; }
    if (!gesture.moving && Math.hypot(screen.x - gesture.screen.x, screen.y - gesture.screen.y) < SLACK_PX) return;
    gesture.moving = true;
    gesture.at = this.stage.at(event);
    if (gesture.kind === "pan") { this.stage.pan(screen.x - before.x, screen.y - before.y); return; }
    if (!this.asked) { this.asked = true; requestAnimationFrame(() => { this.asked = false; this.show(); }); }
  }

  pinch(id, before, now) {
    const other = [...this.touches].find(([touch]) => touch !== id)?.[1];
    if (!other) return;
    const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
    this.stage.zoom(apart(now, other) / apart(before, other), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    this.stage.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  }

  /* What the gesture would do, drawn but not done. */
  show() {
    const { gesture, desk } = this;
    if (!gesture?.moving) return;
    if (gesture.kind === "move") this.showPlaces(this.places(gesture));
    else if (gesture.kind === "resize") this.showPlaces(this.sizes(gesture));
    else desk.rubber(between(...this.ends(gesture)), gesture.kind === "draw");
  }

  showPlaces(places) {
    const { desk } = this;
    desk.ghost(places, inTheWay(places, desk.store.list(), desk.stage.hall));
  }

  places({ start, at }) {
    const { desk } = this;
    const things = desk.chosenThings();
    if (things.length === 0) return {};
    let [dx, dy] = [Math.round(at.x - start.x), Math.round(at.y - start.y)];
    if (desk.snap) {
      const box = bounds(things.map(placeOf));
      const to = { ...box, x: box.x + dx, y: box.y + dy };
      const catching = snapped(to, this.near(to), desk.grid, REACH_PX / desk.stage.camera.scale);
      [dx, dy] = [dx + catching.dx, dy + catching.dy];
    }
    return moved(things, dx, dy);
  }

  sizes({ thing, handle, start, at }) {
    const step = this.desk.snap ? this.desk.grid : 1;
    const [dx, dy] = [toGrid(at.x - start.x, step), toGrid(at.y - start.y, step)];
    return { [thing.key]: resized(placeOf(thing), handle, dx, dy, step) };
  }

  /* Everything whose edges may catch: what is close, and the hall. */
  near(box) {
    const reach = 700;
    const around = { x: box.x - reach, y: box.y - reach, width: box.width + 2 * reach, depth: box.depth + 2 * reach };
    const others = this.desk.store.list().filter((t) => !this.desk.chosen.has(t.key) && overlap(t, around));
    return [...others, { x: 0, y: 0, ...this.desk.stage.hall }];
  }

  ends({ start, at, kind }) {
    if (kind === "frame" || !this.desk.snap) return [start, at].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    return [start, at].map(({ x, y }) => ({ x: toGrid(x, this.desk.grid), y: toGrid(y, this.desk.grid) }));
  }

  up(event) {
    this.touches.delete(event.pointerId);
    const { gesture, desk } = this;
    this.gesture = this.touches.size > 0 ? { kind: "none" } : null;
    desk.ghost(null);
    desk.rubber(null);
    if (!gesture) return;
    if (gesture.kind === "move") this.dropped(gesture);
    else if (gesture.kind === "resize" && gesture.moving) desk.move(this.sizes(gesture), "resize");
    else if (gesture.kind === "draw") desk.drawn(gesture.moving ? between(...this.ends(gesture)) : null, this.ends(gesture)[0], gesture.start);
    else if (gesture.kind === "frame" || (gesture.kind === "pan" && !gesture.moving)) this.framed(gesture);
  }

  dropped(gesture) {
    const { desk } = this;
    if (gesture.moving) desk.move(this.places(gesture), "move");
    else if (!gesture.shift && gesture.was && desk.chosen.size > 1) desk.choose([gesture.key]);
  }

  framed({ start, at, shift, moving }) {
    const { desk } = this;
    if (!moving) { if (!shift) desk.choose([]); return; }
    const frame = between(start, at);
    const inside = desk.store.list().filter((thing) => overlap(thing, frame)).map((thing) => thing.key);
    desk.choose(shift ? [...desk.chosen, ...inside] : inside);
  }

  cancel() {
    this.gesture = null;
    this.desk.ghost(null);
    this.desk.rubber(null);
  }

  wheel(event) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.stage.zoom(Math.exp(-event.deltaY / 240), this.stage.within(event));
    else this.stage.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
  }
}

export function handles(place) {
  const { x, y, width: w, depth: d } = place;
  const spots = { nw: [x, y], n: [x + w / 2, y], ne: [x + w, y], e: [x + w, y + d / 2], se: [x + w, y + d], s: [x + w / 2, y + d], sw: [x, y + d], w: [x, y + d / 2] };
  return Object.entries(spots).map(([name, [cx, cy]]) => element("circle", { "data-handle": name, class: `handle handle--${name}`, cx, cy, r: 22 }));
}
