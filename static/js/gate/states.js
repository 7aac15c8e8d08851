/* What the scanner shows, as a pure step from one state to the next.

   camera   waiting for a badge
   asking   a code was read, the server has not answered
   verdict  the answer fills the screen (`source`: "local", "server", or "recalled" to be read again)
   unsent   the answer did not come; the scan stays written down and keeps its id */

export const CAMERA = Object.freeze({ name: "camera", scan: null });

export function step(state, event) {
  const mine = state.scan !== null && state.scan.id === event.id;
  switch (event.type) {
    case "read":
      return state.name === "camera" ? { name: "asking", scan: event.scan } : state;
    case "judged":
      return mine && state.name === "asking" ? verdict(state, event.shown, "local") : state;
    case "answered":
      return mine ? answered(state, event.shown) : state;
    case "failed":
      return mine && state.name === "asking"
        ? { name: "unsent", scan: state.scan, kind: event.kind, sentence: event.sentence }
        : state;
    case "retry":
      return state.name === "unsent" ? { name: "asking", scan: state.scan } : state;
    case "recalled":
      return state.name === "camera" ? { ...verdict(state, event.shown, "recalled"), scan: event } : state;
    case "over":
      return mine && state.name === "verdict" ? CAMERA : state;
    case "dismissed":
      return state.name === "verdict" || state.name === "unsent" ? CAMERA : state;
    default:
      return state;
  }
}

/* The server confirms what the phone already shows, or has the last word. */
function answered(state, shown) {
  if (state.name === "verdict" && state.shown.verdict === shown.verdict) return state;
  return verdict(state, shown, "server");
}

function verdict(state, shown, source) {
  return { name: "verdict", scan: state.scan, shown, source };
}

/* The phone speaks before the server only to refuse what nobody of ours has signed. */
const OWN_WORD = new Set(["not_a_pass", "not_this_fair", "key_unknown", "bad_signature"]);

export function mayShow(decision) {
  return OWN_WORD.has(decision.reason);
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
