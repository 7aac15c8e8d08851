/* The frame in which the sheet is moved. While one pans or zooms, one style of the box around it is written a frame and
   the browser moves the layer it has already drawn; when the hand rests, the sheet is drawn at the new scale. */

import { fit, kept, panned, toPlan, transform, zoomed } from "./camera.js";
import { element } from "./paint.js";

const MARGIN = 150; // of the sheet around the hall, in centimetres: room for figures at the walls
const REST_MS = 140;
const FAR_PX = 7; // where a booth's number would be smaller than this, it is not drawn

export class Stage {
  constructor({ frame, sheet, hall }) {
    Object.assign(this, { frame, sheet, hall, floor: sheet.parentNode, frames: 0, drawings: 0, asked: false, rest: null, drawn: 0 });
    this.measure();
    sheet.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${hall.width + 2 * MARGIN} ${hall.depth + 2 * MARGIN}`);
    this.camera = this.whole();
    this.draw();
    new ResizeObserver(() => { this.measure(); this.look(this.camera); }).observe(frame);
  }

  /* Kept until the frame changes: to ask for it between two steps would have the browser lay out the page for it. */
  measure() { this.size = { width: this.frame.clientWidth || 1, height: this.frame.clientHeight || 1 }; }

  get least() { return Math.min(this.whole().scale, 0.05) / 2; }

  whole() { return fit({ x: 0, y: 0, ...this.hall }, this.size); }

  look(camera) {
    this.camera = kept(camera, this.hall, this.size);
    if (!this.asked) { this.asked = true; requestAnimationFrame(() => this.move()); }
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.draw(), REST_MS);
  }

  move() {
    this.asked = false;
    this.frames += 1;
    this.floor.style.transform = transform(this.camera, this.drawn, MARGIN);
  }

  /* At the scale where one looks. */
  draw() {
    const { scale } = this.camera;
    if (Math.abs(scale / this.drawn - 1) > 0.001) {
      this.drawings += 1;
      this.drawn = scale;
      this.sheet.setAttribute("width", (this.hall.width + 2 * MARGIN) * scale);
      this.sheet.setAttribute("height", (this.hall.depth + 2 * MARGIN) * scale);
      this.sheet.dataset.far = String(90 * scale < FAR_PX);
    }
    this.move();
  }

  pan(dx, dy) { this.look(panned(this.camera, dx, dy)); }

  zoom(factor, at = { x: this.size.width / 2, y: this.size.height / 2 }) {
    this.look(zoomed(this.camera, factor, at, this.least));
  }

  /* Go where something is, with some floor around it. */
  fly(rect) {
    const around = 300;
    this.look(fit({ x: rect.x - around, y: rect.y - around, width: rect.width + 2 * around, depth: rect.depth + 2 * around }, this.size));
  }

  /* Bring a thing into sight without going closer. */
  reveal(rect) {
    const { x, y, scale } = this.camera;
    const { width, height } = this.size;
    const inside = rect.x >= x && rect.y >= y && rect.x + rect.width <= x + width / scale && rect.y + rect.depth <= y + height / scale;
    if (!inside) this.look({ scale, x: rect.x + rect.width / 2 - width / scale / 2, y: rect.y + rect.depth / 2 - height / scale / 2 });
  }

  /* The point of the plan under a pointer. */
  at(event) {
    const box = this.frame.getBoundingClientRect();
    return toPlan(this.camera, { x: event.clientX - box.left, y: event.clientY - box.top });
  }

  within(event) {
    const box = this.frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /* Figures by the metre along the walls, drawn once. */
  figures(layer) {
    const step = Math.max(this.hall.width, this.hall.depth) > 1500 ? 500 : 100;
    const text = (x, y, n, anchor) => element("text", { class: "plan-grid__figure", x, y, "font-size": 60, "text-anchor": anchor }, String(n));
    for (let x = 0; x <= this.hall.width; x += step) layer.append(text(x, -40, x / 100, "middle"));
    for (let y = step; y <= this.hall.depth; y += step) layer.append(text(-30, y + 20, y / 100, "end"));
  }
}
