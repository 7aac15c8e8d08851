/* A gate phone with what its server has told it, and a storage that a test can fill up. */

import { Memory } from "../../../static/js/gate/memory.js";
import { passageOf } from "../../../static/js/gate/passages.js";
import { scanRow } from "../../../static/js/gate/rows.js";
import { packBytes } from "../../../static/js/gate/wire.js";

export const NOW = new Date("2026-11-20T05:00:00.000Z");
export const GATES = [{ id: 3, area: 1, name: "Cổng A" }, { id: 5, area: 2, name: "Cổng B" }];
export const list = (rows, widths = []) => btoa(String.fromCharCode(...packBytes(rows, widths)));
export const told = (inside = [], outside = []) => ({
  since: "2026-11-20T01:00:00Z", step: 1, gates: GATES, in: list(inside, [11, 1]), out: list(outside, [11, 1]),
});

export function delta(more = {}) {
  return { device: { id: 1, gate: 3, fair: 7 }, cursor: "c2", areas: { 1: 9 }, counts: { entries: 4, clicks: 2 }, revoked: list([]), superseded: list([], [8]), seen: told(), ...more };
}

export function bundle(more = {}) {
  return { ...delta({ cursor: "c1" }), now: NOW.toISOString(), lasting: { fair: { id: 7 }, gates: GATES }, ...more };
}

/* What IndexedDB does, in memory: `full` refuses to write. */
class Store {
  kept = {};
  seen = {};
  rows = [];
  full = false;

  async read() {
    return structuredClone({ kept: this.kept, seen: this.seen, rows: this.rows });
  }

  async write({ kept, seen, whole, add, drop }) {
    if (this.full) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
    Object.assign(this.kept, structuredClone(kept));
    this.seen = { ...(whole ? {} : this.seen), ...structuredClone(seen) };
    this.rows = [...this.rows.filter(({ id }) => !add.some((row) => row.id === id)), ...structuredClone(add)].filter(({ id }) => !drop.includes(id));
  }
}

export async function aPhone(known = { credential: "secret", ...{} }) {
  const store = new Store();
  const memory = await Memory.open(store);
  await memory.keep({ kept: known });
  await memory.takeBundle(bundle(), NOW);
  return { store, memory };
}

export const entered = (number, at) => passageOf({ reason: "welcome", facts: { number }, visit: null }, "in", 3, 1, new Date(at));
export const aScan = (id, passage = null) => scanRow(id, NOW.toISOString(), 0, 3, { code: "X", direction: "in", how: "camera", said: "welcome", passage });
