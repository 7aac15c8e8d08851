/* The forms beside the drawing: they tell what is chosen, and what is changed in them goes off as an order. */

import { grouped } from "../../lib/money.js";
import { inOrder, numbers, placeOf, readMetres, writeMetres } from "./shapes.js";

const MIXED = "·";
const METRES = ["x", "y", "width", "depth"];
const MONEY = ["fee", "subsidy"];
const FACTS = ["zone", "kind", "power_watts", "water", "open_flame", "fee", "subsidy", "subsidy_by", "price_class"];

export class Panel {
  constructor(desk, root) {
    Object.assign(this, { desk, root, shown: "" });
    this.parts = new Map([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    this.form = (name) => root.querySelector(`[data-${name}-form]`);
    this.form("booth").addEventListener("change", (event) => this.changed(event.target));
    this.form("feature").addEventListener("change", () => this.featureChanged());
    this.form("number").addEventListener("submit", (event) => { event.preventDefault(); this.renumber(); });
    this.form("split").addEventListener("submit", (event) => { event.preventDefault(); this.split(); });
    this.form("block").addEventListener("submit", (event) => { event.preventDefault(); this.block(event.submitter.value); });
    for (const form of root.querySelectorAll("[data-booth-form], [data-feature-form]")) {
      form.addEventListener("submit", (event) => { event.preventDefault(); document.activeElement?.blur(); });
    }
  }

  /* Which part is seen: the generator while its tool is in hand, else what is chosen. */
  show() {
    const things = this.desk.chosenThings();
    const booths = things.filter((t) => t.what === "booth");
    const part = this.desk.tool === "rows" ? "rows" : booths.length > 0 ? "booth" : things.length === 1 ? "feature" : "none";
    for (const [name, section] of this.parts) section.hidden = name !== part;
    if (this.desk.store.base.size > 0) this.root.querySelector("[data-empty]")?.remove();
    if (part === "booth") this.showBooths(booths);
    if (part === "feature") this.showFeature(things[0]);
  }

  showBooths(booths) {
    const part = this.parts.get("booth");
    const { words, painter } = this.desk;
    const single = booths.length === 1 ? booths[0] : null;
    part.querySelector("[data-title]").textContent = single
      ? words.booth.replace("{number}", single.number)
      : words.several.replace("{n}", booths.length);
    part.querySelector("[data-facts]").textContent = single ? this.worth(single, painter.worth[single.key]) : "";
    const held = part.querySelector("[data-held]");
    held.hidden = !single?.holder;
    held.querySelector("span").textContent = single?.holder ?? "";
    part.querySelector("[data-single]").hidden = !single;
    part.querySelector("[data-renumber]").hidden = Boolean(single);
    part.querySelector("[data-splitting]").hidden = !single;
    for (const name of FACTS) this.fill(this.form("booth").elements[name], name, booths);
    if (single) for (const name of ["number", ...METRES]) this.fill(this.form("booth").elements[name], name, [single]);
    if (!this.form("split").contains(document.activeElement)) this.form("split").elements.parts.value ||= "2";
  }

  fill(input, name, booths) {
    if (input === document.activeElement && input.type !== "checkbox") return; // it is being typed in
    const values = new Set(booths.map((booth) => booth[name] ?? ""));
    const [value] = values;
    const mixed = values.size > 1;
    if (input.type === "checkbox") {
      input.indeterminate = mixed;
      input.checked = !mixed && Boolean(value);
    } else if (input.tagName === "SELECT") {
      input.value = mixed ? MIXED : String(value);
    } else {
      input.value = mixed ? "" : this.written(name, value);
      input.placeholder = mixed ? this.desk.words.mixed : "";
    }
  }

  written(name, value) {
    if (METRES.includes(name)) return writeMetres(value);
    return MONEY.includes(name) ? grouped(String(value)) : String(value);
  }

  worth(booth, worth) {
    const { words } = this.desk;
    const metres = (length) => `${writeMetres(Math.round(length / 10) * 10)} m`;
    const said = [words.sides.replace("{n}", (booth.open ?? "").length)];
    if (!worth) return said.join(" · ");
    const front = Object.values(worth.front).reduce((sum, length) => sum + length, 0);
    said.push(words.front.replace("{length}", metres(front)));
    for (const what of ["entrance", "unloading", "power", "water"]) {
      if (worth[what] !== null) said.push(words.far[what].replace("{length}", metres(worth[what])));
    }
    const beside = worth.beside.map((key) => this.desk.store.things.get(key)?.number).filter(Boolean);
    if (beside.length > 0) said.push(words.beside.replace("{numbers}", beside.join(", ")));
    return said.join(" · ");
  }

  changed(input) {
    const keys = this.desk.chosenThings().filter((t) => t.what === "booth").map((t) => t.key);
    const { name } = input;
    if (name === "number") this.desk.send({ do: "number", numbers: { [keys[0]]: input.value.trim() } });
    else if (METRES.includes(name)) this.place(input, keys[0]);
    else if (input.value !== MIXED) {
      const value = this.value(input);
      if (value === undefined) { this.desk.refuse(this.desk.words.notNumber, input); return; }
      this.desk.send({ do: "change", keys, facts: { [name]: value } });
    }
  }

  place(input, key) {
    const length = readMetres(input.value);
    if (length === null) { this.desk.refuse(this.desk.words.notLength, input); return; }
    const place = { ...placeOf(this.desk.store.things.get(key)), [input.name]: length };
    this.desk.move({ [key]: place }, ["x", "y"].includes(input.name) ? "move" : "resize");
  }

  value(input) {
    if (input.type === "checkbox") return input.checked;
    if (input.name === "power_watts") return /^\d{1,6}$/.test(input.value.trim()) ? Number(input.value) : undefined;
    if (["zone", "price_class"].includes(input.name)) return input.value || null;
    return input.value.trim() || (MONEY.includes(input.name) ? "0" : "");
  }

  showFeature(thing) {
    this.parts.get("feature").querySelector("[data-title]").textContent = thing.label || this.desk.words.features[thing.kind];
    for (const input of this.form("feature").elements) {
      if (input === document.activeElement || !input.name) continue;
      input.value = METRES.includes(input.name) ? writeMetres(thing[input.name]) : thing[input.name];
    }
    this.form("feature").elements.watts.closest(".field").hidden = thing.kind !== "power";
  }

  featureChanged() {
    const [thing] = this.desk.chosenThings();
    const form = this.form("feature");
    const order = { do: "feature", key: thing.key, kind: form.elements.kind.value, label: form.elements.label.value.trim(), watts: Number(form.elements.watts.value) || 0 };
    for (const name of METRES) {
      const length = readMetres(form.elements[name].value);
      if (length === null) { this.desk.refuse(this.desk.words.notLength, form.elements[name]); return; }
      order[name] = length;
    }
    this.desk.send(order);
  }

  renumber() {
    const { prefix, first, order } = this.form("number").elements;
    if (!/^\d{1,5}$/.test(first.value.trim())) { this.desk.refuse(this.desk.words.notNumber, first); return; }
    const booths = inOrder(this.desk.chosenThings().filter((t) => t.what === "booth"), order.value);
    const run = numbers(prefix.value.trim(), first.value.trim(), booths.length);
    this.desk.send({ do: "number", numbers: Object.fromEntries(booths.map((booth, i) => [booth.key, run[i]])) });
  }

  split() {
    const parts = Number(this.form("split").elements.parts.value);
    const [booth] = this.desk.chosenThings();
    this.desk.send({ do: "split", keys: [booth.key], parts: Number.isInteger(parts) ? parts : 0 });
  }

  block(what) {
    const keys = this.desk.chosenThings().filter((t) => t.what === "booth").map((t) => t.key);
    const { reason } = this.form("block").elements;
    this.desk.send(what === "block" ? { do: "block", keys, reason: reason.value.trim() } : { do: "unblock", keys });
  }

  /* What is to be looked at again; a press leads there. */
  showFaults(faults) {
    const signature = JSON.stringify(faults);
    if (this.shown === signature) return;
    this.shown = signature;
    this.root.querySelector("[data-fault-count]").textContent = String(faults.length);
    this.root.querySelector("[data-no-faults]").hidden = faults.length > 0;
    this.root.querySelector("[data-faults]").replaceChildren(...faults.map((fault) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "editor__fault", textContent: fault.words });
      button.addEventListener("click", () => this.desk.flyTo(fault));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
  }
}
