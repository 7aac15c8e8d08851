/* What the scanner shows, as a pure step from one state to the next.

   camera   waiting for a badge
   asking   a printed id was typed; only the server can tell whose it is
   verdict  fills the screen (`source`: "phone", "server", or "recalled" to be read again)

   Nothing blocks the next scan: a verdict may come in any state. */

export const CAMERA = Object.freeze({ name: "camera", id: null });

export function step(state, event) {
  const mine = state.id !== null && state.id === event.id;
  switch (event.type) {
    case "judged":
      return { name: "verdict", id: event.id, shown: event.shown, source: "phone" };
    case "asked":
      return { name: "asking", id: event.id };
    case "answered":
      return answered(state, event, mine);
    case "recalled":
      return state.name === "camera" ? { name: "verdict", id: "recalled", shown: event.shown, source: "recalled" } : state;
    case "over":
      return mine && state.name === "verdict" ? CAMERA : state;
    case "dismissed":
      return CAMERA;
    default:
      return state;
  }
}

/* The server adds the booth to what the phone said, or says otherwise; whoever scans on meanwhile is not disturbed. */
function answered(state, { id, shown, otherwise }, mine) {
  if (mine && state.name === "verdict" && state.shown.verdict === shown.verdict) return { ...state, shown };
  if (mine || (otherwise && state.name === "camera")) return { name: "verdict", id, shown, source: "server" };
  return state;
}

const FAMILIES = {
  admit: "go",
  override: "go",
  exit: "out",
  already_in: "wait",
  not_in: "wait",
  wrong_day: "wait",
  outside_hours: "wait",
  unreadable: "again",
};

/* How a verdict sounds and feels: go, out, wait, again or stop. */
export function family(verdictName) {
  return FAMILIES[verdictName] ?? "stop";
}

const LETS_IN = new Set(["admit", "override", "exit"]);
const NOT_OURS = new Set(["forged", "other_fair", "unreadable"]);

/* Whether a supervisor's word could change it: a rule refused, and the pass is one of ours. */
export function mayOverride(shown, direction) {
  return direction === "in" && !LETS_IN.has(shown.verdict) && !NOT_OURS.has(shown.verdict);
}
