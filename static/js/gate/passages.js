/* Who is inside, as this phone knows it: `seen` leads from a pass and an area to its last visit (see decide.js). */

import { seenKey } from "./decide.js";
import { mergeSeen } from "./wire.js";

const CAME_IN = new Set(["welcome", "welcome_again", "overridden"]);
const WENT_OUT = new Set(["left", "left_cancelled"]);

/* What a scan changed: {key, visit}, or null where nobody passed. */
export function passageOf({ reason, facts, visit }, direction, gate, area, at) {
  const moment = at.toISOString();
  if (direction === "in" && CAME_IN.has(reason)) {
    return { key: seenKey(facts.number, area), visit: { inside: true, entered_at: moment, gate } };
  }
  if (direction === "out" && WENT_OUT.has(reason)) {
    const entered = visit?.entered_at ?? moment;
    return { key: seenKey(facts.number, area), visit: { inside: false, entered_at: entered, left_at: moment, gate } };
  }
  return null;
}

/* What the server's list changes in `seen`, which is left as it is. */
export function changesBy(sent, seen) {
  return { ...mergeSeen(Object.create(seen), sent) };
}

/* A whole new `seen`: the server's, with what only this phone knows yet laid over it. */
export function replacedBy(sent, passages) {
  const seen = mergeSeen({}, sent);
  for (const { key, visit } of passages) {
    if (!seen[key] || momentOf(seen[key]) <= momentOf(visit)) seen[key] = visit;
  }
  return seen;
}

export function momentOf(visit) {
  return visit.left_at ?? visit.entered_at;
}

/* The newest passages, for another phone's eyes. */
export function newest(seen, count) {
  return Object.entries(seen)
    .map(([key, visit]) => ({ number: Number(key.split("/")[0]), at: new Date(momentOf(visit)), gate: visit.gate, inside: visit.inside }))
    .sort((a, b) => b.at - a.at)
    .slice(0, count);
}

/* What another phone has shown changes in `seen`: the newer stands. `areas` leads from a gate to its area. */
export function heard(passages, seen, areas) {
  const changes = {};
  for (const { number, at, gate, inside } of passages) {
    if (areas[gate] === undefined) continue;
    const key = seenKey(number, areas[gate]);
    const known = changes[key] ?? seen[key];
    const moment = at.toISOString();
    if (known && momentOf(known).slice(0, 16) >= moment.slice(0, 16)) continue;
    const entered = inside ? moment : known?.entered_at ?? moment;
    changes[key] = { inside, entered_at: entered, ...(inside ? {} : { left_at: moment }), gate, heard: true };
  }
  return changes;
}
