/* Clicks as rows: nothing is ever taken away, an undo is one row more. */

export function click(id, at, kind, n) {
  return { id, at, kind, n };
}

/* The row that takes back the newest click not yet taken back; null when there is none. */
export function undoOf(rows, id, at) {
  const gone = new Set(rows.map((row) => row.undoes).filter(Boolean));
  const last = rows.findLast((row) => !row.undoes && !gone.has(row.id));
  return last ? { id, at, kind: last.kind, n: -last.n, undoes: last.id } : null;
}

export function sum(rows) {
  return rows.reduce((total, row) => total + row.n, 0);
}
