/* When a page that nobody touches goes back, and when it says so. No document here: tested with node. */

const PATIENCE_S = { start: 60, form: 60, done: 45, ticket: 20, waiting: 30, sending: 45 };
const SILENT = new Set(["start", "sending"]); // they count down without saying so
const WARNED_S = 15; // of the form's: the seconds in which the page says that it will clear itself

/* {left, speaks} in seconds since somebody touched the page, or null where it may stay for ever. */
export function idleness(view, seconds) {
  const patience = PATIENCE_S[view];
  if (!patience) return null;
  const left = Math.ceil(patience - seconds);
  return { left, speaks: !SILENT.has(view) && left > 0 && (left <= WARNED_S || view !== "form") };
}
