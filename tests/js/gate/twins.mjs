/* Reads cases from standard input and says how many decide.js answers otherwise than the Python that made them. */

import { createInterface } from "node:readline";

import { decide } from "../../../static/js/gate/decide.js";

let cases = 0;
const reasons = {};
for await (const line of createInterface({ input: process.stdin })) {
  const { bundle, cases: part } = JSON.parse(line);
  for (const entry of part) {
    const { text, seen, now, gate, direction, known, override, expect } = entry;
    const said = await decide(text, bundle, seen, new Date(now), gate, direction, { known, override });
    const found = {
      reason: said.reason,
      number: said.facts?.number ?? null,
      entered_at: said.visit?.entered_at ?? null,
      next_entry: said.next_entry,
      instead_of: said.instead_of,
    };
    cases += 1;
    reasons[said.reason] = (reasons[said.reason] ?? 0) + 1;
    if (JSON.stringify(found) !== JSON.stringify(expect)) {
      console.log(JSON.stringify({ entry, found }));
      process.exit(1);
    }
  }
}
console.log(JSON.stringify({ cases, reasons }));
