/* An underlay is laid to scale: two of its points are pressed on the plan, their distance is typed. */

import { element } from "./paint.js";
import { writeMetres } from "./shapes.js";

export class ScaleTool {
  constructor(desk, form) {
    Object.assign(this, { desk, form, points: [] });
    if (!form) return;
    const pick = form.querySelector("[data-scale-pick]");
    pick.hidden = false;
    pick.addEventListener("click", () => { this.points = []; this.desk.use("scale"); this.desk.talk.say("pickTwo"); });
  }

  /* Where one pressed: exactly there, off the grid. */
  point({ x, y }) {
    this.points.push({ x: Math.round(x), y: Math.round(y) });
    const names = this.points.length === 1 ? ["x1", "y1"] : ["x2", "y2"];
    const last = this.points.at(-1);
    this.field(names[0]).value = writeMetres(last.x);
    this.field(names[1]).value = writeMetres(last.y);
    this.desk.proposed.replaceChildren(...this.marks());
    if (this.points.length < 2) return;
    this.desk.use("select");
    this.desk.talk.say("");
    this.field("length").focus();
  }

  close() { this.desk.proposed.replaceChildren(); }

  field(name) { return this.form.elements[`scale-${name}`]; }

  marks() {
    const [one, other] = this.points;
    const dots = this.points.map(({ x, y }) => element("circle", { class: "scale-point", cx: x, cy: y, r: 20 }));
    return other ? [element("line", { class: "scale-line", x1: one.x, y1: one.y, x2: other.x, y2: other.y }), ...dots] : dots;
  }
}

/* The underlay as the plan's history has it by now: moved or scaled, by this hand or another. */
export function lay(node, { x, y, width, depth, strength }) {
  if (!node) return;
  const places = node.tagName === "image"
    ? { x, y, width, height: depth }
    : { transform: `translate(${x} ${y}) scale(${width / 10000})`, "stroke-width": 40000 / width };
  for (const [name, value] of Object.entries({ ...places, opacity: strength / 100 })) node.setAttribute(name, value);
}
