/* Booths and features as SVG. Each thing is one <g data-key>, moved by its transform and made anew only when
   something of it has changed. */

import { writeMetres } from "./shapes.js";

const NS = "http://www.w3.org/2000/svg";
const GLYPH = 0.64; // width of a bold digit, in ems

export function element(name, attributes = {}, ...children) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export const fitting = (text, width, tallest) => Math.max(1, Math.min(tallest, Math.floor(width / (GLYPH * Math.max(1, text.length)))));

export class Painter {
  constructor({ sheet, words, zones }) {
    Object.assign(this, { words, zones, view: "draw", nodes: new Map(), drawn: new Map(), worth: {} });
    this.layers = Object.fromEntries([...sheet.querySelectorAll("[data-layer]")].map((g) => [g.dataset.layer, g]));
  }

  /* Make the drawing tell what the things say; touches only what differs. */
  paint(things) {
    for (const [key, node] of this.nodes) {
      if (!things.has(key)) { node.remove(); this.nodes.delete(key); this.drawn.delete(key); }
    }
    for (const thing of things.values()) this.paintOne(thing);
  }

  paintOne(thing) {
    const signature = JSON.stringify([thing, this.view, this.view === "utilities" ? this.worth[thing.key] : 0, this.zones.get(thing.zone)]);
    if (this.drawn.get(thing.key) === signature) return;
    this.drawn.set(thing.key, signature);
    const old = this.nodes.get(thing.key);
    const node = old ?? element("g", { "data-key": thing.key, tabindex: "-1", role: "button", "aria-pressed": "false" });
    node.setAttribute("class", `thing thing--${thing.what}${thing.blocked ? " thing--blocked" : ""}`);
    node.setAttribute("transform", `translate(${thing.x} ${thing.y})`);
    node.setAttribute("aria-label", this.called(thing));
    node.replaceChildren(...(thing.what === "booth" ? this.booth(thing) : this.feature(thing)));
    if (!old) {
      this.nodes.set(thing.key, node);
      this.layers[thing.what === "booth" ? "booths" : "features"].append(node);
    }
  }

  /* How a screen reader calls it. */
  called(thing) {
    const size = `${writeMetres(thing.width)} × ${writeMetres(thing.depth)} m`;
    if (thing.what === "feature") return `${thing.label || this.words.features[thing.kind]}, ${size}`;
    const zone = this.zones.get(thing.zone);
    const sides = this.words.sides.replace("{n}", (thing.open ?? "").length);
    return [this.words.booth.replace("{number}", thing.number), size, zone && this.words.zone.replace("{code}", zone.code), sides,
      thing.blocked && `${this.words.blocked}: ${thing.blocked}`, thing.holder].filter(Boolean).join(", ");
  }

  booth(thing) {
    const { width: w, depth: d } = thing;
    const tint = this.zones.get(thing.zone)?.tint ?? 0;
    const fill = thing.blocked ? "url(#plan-blocked)" : tint ? `url(#plan-tint${tint})` : null;
    const floor = element("rect", { class: `booth__floor${fill ? "" : " plan-tint-0"}`, width: w, height: d, "stroke-width": 4 });
    if (fill) floor.setAttribute("fill", fill);
    if (thing.kind === "raw") floor.setAttribute("stroke-dasharray", "24 14");
    const walls = this.walls(thing);
    const parts = [floor];
    if (thing.kind === "pavilion") parts.push(element("rect", { class: "booth__double", x: 14, y: 14, width: w - 28, height: d - 28, fill: "none", "stroke-width": 5 }));
    if (walls) parts.push(element("path", { class: "booth__walls", d: walls, fill: "none", "stroke-width": 12, "stroke-linecap": "square" }));
    return [...parts, ...this.letters(thing), ...this.mark(thing)];
  }

  walls({ width: w, depth: d, open = "" }) {
    const edges = { N: `M0 0H${w}`, E: `M${w} 0V${d}`, S: `M0 ${d}H${w}`, W: `M0 0V${d}` };
    return Object.entries(edges).filter(([side]) => !open.includes(side)).map(([, edge]) => edge).join("");
  }

  letters(thing) {
    const { width: w, depth: d, number } = thing;
    const second = this.second(thing);
    const size = fitting(number, w - 30, Math.min(Math.floor(d * (second ? 0.28 : 0.38)), 150));
    const middle = d / 2 - (second ? size / 2 : 0);
    const plate = number.length * size * 0.68 + 24;
    const parts = [
      element("rect", { class: "booth__plate", x: w / 2 - plate / 2, y: middle - size * 0.62, width: plate, height: size * 1.24, rx: 14, "fill-opacity": ".86" }),
      element("text", { class: "booth__number", x: w / 2, y: middle + size * 0.36, "font-size": size, "font-weight": 700, "text-anchor": "middle" }, number),
    ];
    if (second) {
      const small = fitting(second, w - 20, Math.floor(d * 0.17));
      parts.push(element("rect", { class: "booth__plate", x: 10, y: middle + size * 0.66, width: w - 20, height: small * 1.4, rx: 8, "fill-opacity": ".86" }));
      parts.push(element("text", { class: "booth__label", x: w / 2, y: middle + size * 0.66 + small * 1.05, "font-size": small, "text-anchor": "middle" }, second));
    }
    const zone = this.zones.get(thing.zone);
    if (zone) parts.push(element("text", { class: "booth__zone", x: 20, y: 58, "font-size": 48, "font-weight": 600 }, zone.code));
    return parts;
  }

  /* What stands under the number, for whom the plan is looked at. */
  second(thing) {
    if (this.view === "exhibitor") return `${writeMetres(thing.width)}×${writeMetres(thing.depth)} m${thing.price_class ? ` · ${thing.price_class}` : ""}`;
    if (this.view === "visitor") return thing.holder ?? "";
    if (this.view === "status") return thing.holder ?? this.words.states[this.stateOf(thing)];
    if (this.view !== "utilities") return "";
    const far = this.worth[thing.key]?.power;
    return [`${thing.power_watts} W`, thing.water && this.words.water, thing.open_flame && this.words.flame, far != null && `${writeMetres(Math.round(far / 10) * 10)} m`].filter(Boolean).join(" · ");
  }

  stateOf(thing) { return thing.blocked ? "blocked" : thing.state ?? "free"; }

  mark(thing) {
    const state = this.stateOf(thing);
    if (state === "blocked") return [element("path", { class: "booth__cross", d: `M${thing.width - 74} ${thing.depth - 74}l44 44m0 -44l-44 44`, fill: "none", "stroke-width": 10 })];
    if (state === "free" || !["status", "draw"].includes(this.view)) return [];
    const shape = state === "assigned" ? element("circle", { r: 22 }) : element("circle", { r: 20, fill: "none", "stroke-width": 8 });
    const mark = element("g", { class: `booth__mark booth__mark--${state}`, transform: `translate(${thing.width - 40} ${thing.depth - 40})` }, shape);
    if (state === "held") mark.append(element("path", { d: "M0 -20a20 20 0 0 1 0 40z" }));
    return [mark];
  }

  feature(thing) {
    const { width: w, depth: d, kind } = thing;
    const words = thing.label || this.words.features[kind];
    const dashed = ["entrance", "exit", "unloading"].includes(kind) ? { "stroke-dasharray": "30 18" } : {};
    const parts = [element("rect", { class: `feature__body feature__body--${kind}`, width: w, height: d, rx: kind === "column" ? 6 : 20, "stroke-width": 6, ...dashed })];
    const upright = d > w * 1.5;
    const size = fitting(words, Math.max(w, d) - 20, Math.min(Math.floor(Math.min(w, d) * 0.6), 110));
    if (kind !== "column" && size >= 28) {
      const text = element("text", { class: "feature__words", x: w / 2, y: d / 2, dy: size * 0.35, "font-size": size, "font-weight": 600, "text-anchor": "middle" }, words);
      if (upright) text.setAttribute("transform", `rotate(-90 ${w / 2} ${d / 2})`);
      parts.push(text);
    }
    if (this.view === "utilities" && kind === "power" && thing.watts) {
      parts.push(element("text", { class: "feature__words", x: w / 2, y: d + 60, "font-size": 56, "text-anchor": "middle" }, `${thing.watts} W`));
    }
    return parts;
  }
}
