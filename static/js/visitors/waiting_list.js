/* Registrations that wait at the kiosk. Numbers only: whoever reads the screen learns nothing of anybody. */

import { fill } from "../gate/parts.js";
import { introduced } from "./label.js";

/* Of a pass that is ready also its gates, for who hands it over. */
export function stateOf(row, words) {
  if (row.state !== "ready") return { held: words.held, refused: row.sentence }[row.state];
  return [words.ready, introduced(row.badge.ways, words.ways)].filter(Boolean).join(" · ");
}

export function waitingRow(row, template, words, { print, done }) {
  const item = template.content.cloneNode(true);
  const inside = (name) => item.querySelector(`[data-row=${name}]`);
  inside("number").textContent = fill(words.number, { n: row.number });
  inside("state").textContent = stateOf(row, words);
  inside("print").hidden = row.state !== "ready";
  inside("done").hidden = row.state === "held";
  inside("print").addEventListener("click", print);
  inside("done").addEventListener("click", done);
  return item;
}
