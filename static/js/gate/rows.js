/* What this phone made and the server has not got yet: {id, kind: "scan" | "click", body, passage, admitted}.
   `body` is what is sent; the rest is for the phone itself. Ids sort by time. */

import { lastSegment } from "./verify.js";

const LONGEST_CODE = 512;

/* `said` is what `decide` told before any override; null asks the server. */
export function scanRow(id, at, skew, gate, { code, direction, how, said, override = null, passage = null }) {
  const sent = lastSegment(code).length === 132 ? lastSegment(code) : code;
  const body = { id, code: clean(sent), gate, direction, how, at, skew, reason: said };
  if (override) body.override = override;
  return { id, kind: "scan", body, passage, admitted: direction === "in" && passage !== null };
}

export function clickRow(id, at, skew, gate, kind, n, undoes = null) {
  const body = { id, gate, at, skew, kind, n };
  if (undoes) body.undoes = undoes;
  return { id, kind: "click", body, passage: null, admitted: false };
}

/* The newest click of `clicks` (bodies) not yet taken back; null when there is none. */
export function clickToUndo(clicks) {
  const gone = new Set(clicks.map(({ undoes }) => undoes).filter(Boolean));
  return clicks.findLast(({ id, undoes }) => !undoes && !gone.has(id)) ?? null;
}

/* What the footer adds to the server's own counts of this gate. */
export function uncounted(rows, gate) {
  const here = rows.filter(({ body }) => body.gate === gate);
  const clicks = here.filter(({ kind }) => kind === "click").reduce((sum, { body }) => sum + body.n, 0);
  return { entries: here.filter(({ admitted }) => admitted).length, clicks };
}

/* NUL and half letters are in nobody's code, and no database keeps them. */
function clean(code) {
  return [...code.slice(0, LONGEST_CODE)].filter((letter) => letter !== "\0" && !/^[\ud800-\udfff]$/.test(letter)).join("");
}
