/* Whom the kiosk has taken down and not seen off: kept on the machine until the server has them and their label is
   printed. Pure: each function gives a new outbox.

   A row: {id, number, at, state, body | badge | sentence}. "held" waits for the network and still holds what was typed;
   "ready" has its pass; "refused" has the server's sentence. Typed words are gone as soon as the server has answered. */

export const KEPT_MS = 12 * 60 * 60 * 1000;
const LAST_NUMBER = 999;

export function empty() {
  return { next: 1, rows: [] };
}

/* Whatever was stored, or an empty one where it cannot be read. */
export function read(text) {
  try {
    const box = JSON.parse(text);
    return Number.isInteger(box.next) && Array.isArray(box.rows) ? box : empty();
  } catch {
    return empty();
  }
}

export function add(box, body, now) {
  const row = { id: body.id, number: box.next, at: now, state: "held", body };
  return { next: (box.next % LAST_NUMBER) + 1, rows: [...box.rows, row] };
}

export function settle(box, id, outcome) {
  const rows = box.rows.map((row) => {
    if (row.id !== id) return row;
    const { number, at } = row;
    return outcome.badge
      ? { id, number, at, state: "ready", badge: outcome.badge }
      : { id, number, at, state: "refused", sentence: outcome.sentence };
  });
  return { ...box, rows };
}

export function drop(box, id) {
  return { ...box, rows: box.rows.filter((row) => row.id !== id) };
}

export function find(box, id) {
  return box.rows.find((row) => row.id === id) ?? null;
}

/* The one that waits longest; `but` is being sent already. */
export function nextHeld(box, but = null) {
  return box.rows.find((row) => row.state === "held" && row.id !== but) ?? null;
}

export function countHeld(box) {
  return box.rows.filter((row) => row.state === "held").length;
}

/* Nobody comes back for a label after half a day. What has not been sent stays. */
export function forgetOld(box, now) {
  return { ...box, rows: box.rows.filter((row) => row.state === "held" || now - row.at < KEPT_MS) };
}
