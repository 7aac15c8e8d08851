/* The row generator: its form is asked of the server while one types, and drawn among the rest. */

import { after } from "../../lib/later.js";
import { toGrid, writeMetres } from "./shapes.js";

const WAIT_MS = 250;

export class RowTool {
  constructor(desk, form, said, address) {
    Object.assign(this, { desk, form, said, address, asked: null });
    this.later = after(WAIT_MS, () => this.ask());
    form.addEventListener("input", () => this.later.start());
    form.addEventListener("submit", (event) => { event.preventDefault(); this.add(); });
  }

  values() { return Object.fromEntries(new FormData(this.form)); }

  open() { this.ask(); }

  close() { this.asked?.abort(); this.desk.propose([]); }

  /* The corner is where one presses on the floor. */
  corner(point) {
    const step = this.desk.snap ? this.desk.grid : 1;
    this.form.elements.x.value = writeMetres(Math.max(0, toGrid(point.x, step)));
    this.form.elements.y.value = writeMetres(Math.max(0, toGrid(point.y, step)));
    this.ask();
  }

  async ask() {
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const query = new URLSearchParams(this.values());
      const answer = await fetch(`${this.address}?${query}`, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      const { booths = [], sentences = [] } = await answer.json();
      if (this.desk.tool !== "rows") return;
      this.desk.propose(booths);
      this.said.textContent = sentences.join(" ") || this.desk.words.proposed.replace("{n}", booths.length);
      this.said.classList.toggle("field__error", sentences.length > 0);
    } catch (error) {
      if (error.name !== "AbortError") this.said.textContent = this.desk.words.lost;
    }
  }

  add() {
    this.desk.send({ do: "rows", form: this.values() });
    this.desk.propose([]);
    this.desk.use("select");
  }
}
