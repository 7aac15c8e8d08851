/* The verdict at the gate. Twin of fairapp/domain/gate.py, where the rules and their order are told;
   both read tests/vectors/verdicts.json. */

import { dayText, isSignedBy, readCode } from "./verify.js";

const STEADY_MS = 3000;
const MINUTE = 60000;
const DAY = 86400000;

export const VERDICT_OF = {
  welcome: "admit",
  welcome_again: "admit",
  overridden: "override",
  left: "exit",
  left_cancelled: "exit",
  still_inside: "already_in",
  never_entered: "not_in",
  not_on_pass: "wrong_day",
  closed_day: "wrong_day",
  day_not_for_role: "wrong_day",
  too_early: "outside_hours",
  too_late: "outside_hours",
  zone_not_on_pass: "wrong_zone",
  zone_not_for_role: "wrong_zone",
  kind_not_for_gate: "wrong_zone",
  pass_revoked: "revoked",
  key_refused: "revoked",
  reprinted: "superseded",
  days_over: "expired",
  key_unknown: "forged",
  bad_signature: "forged",
  not_this_fair: "other_fair",
  not_a_pass: "unreadable",
  ask_server: "unreadable",
};

const ADMITTED = new Set(["welcome", "welcome_again", "overridden"]);
const NOT_OURS = new Set(["not_a_pass", "ask_server", "not_this_fair", "key_unknown", "bad_signature"]);

function decision(reason, facts = null, { visit = null, nextEntry = null, insteadOf = null } = {}) {
  return { verdict: VERDICT_OF[reason], reason, facts, visit, next_entry: nextEntry, instead_of: insteadOf };
}

/* Under what `seen` keeps a pass in an area. */
export function seenKey(number, area) {
  return `${number}/${area}`;
}

/* `now` is a Date. `known` is what the server keeps of a pass whose printed id was typed; `override` is
   true once a supervisor has given the PIN; `engine` is named only by tests. */
export async function decide(text, bundle, seen, now, gate, direction, options = {}) {
  const { known = null, override = false, engine = null } = options;
  const code = readCode(text);
  if (code === null) return decision("not_a_pass");
  if (code.typed !== undefined) {
    if (known?.number !== code.typed) return decision("ask_server");
    if (known.fair !== bundle.fair.id) return decision("not_this_fair", known);
    return judge(known, bundle, seen, now, gate, direction, { override });
  }
  const facts = code.body;
  if (facts.fair !== bundle.fair.id) return decision("not_this_fair", facts);
  const key = bundle.keys[facts.key];
  if (!key) return decision("key_unknown", facts);
  if (!(await isSignedBy(code, key.public, engine))) return decision("bad_signature", facts);
  return judge(facts, bundle, seen, now, gate, direction, { override });
}

/* The rules for a pass known to be genuine. */
export function judge(facts, bundle, seen, now, gate, direction, { override = false } = {}) {
  const post = bundle.gates.find((candidate) => candidate.id === gate);
  const visit = seen[seenKey(facts.number, post.area)];
  const inside = visit?.inside ? visit : null;
  const own = entitled(facts, bundle, now, post, direction);
  if (direction === "out") return leave(own, inside);
  const said = own.reason === "welcome" && inside ? enterAgain(own, inside, bundle, now) : own;
  if (!override || ADMITTED.has(said.reason) || NOT_OURS.has(said.reason)) return said;
  return decision("overridden", facts, { visit: said.visit, insteadOf: said.reason });
}

/* What pass, day, hour and gate say by themselves, whoever is inside. */
function entitled(facts, bundle, now, post, direction) {
  const cancelled = cancelledWhy(facts, bundle);
  if (direction === "out") return decision(cancelled ?? "welcome", facts);
  const rule = ruleFor(facts, bundle);
  const moment = local(now, bundle);
  const lasting = cancelled ?? overWhy(facts, moment) ?? zoneWhy(facts, rule, post);
  if (lasting) return decision(lasting, facts);
  const windows = windowsOf(facts, rule, post, bundle);
  const waiting = dayWhy(facts, windows, post, bundle, moment) ?? hourWhy(windows, moment);
  if (waiting) return decision(waiting, facts, { nextEntry: nextEntry(windows, moment) });
  return decision("welcome", facts);
}

function leave(own, visit) {
  const holds = own.reason === "welcome";
  if (visit) return decision(holds ? "left" : "left_cancelled", own.facts, { visit });
  return decision(holds ? "never_entered" : own.reason, own.facts);
}

/* What having come in before means for coming in now, without having left. */
function enterAgain(own, visit, bundle, now) {
  const entered = new Date(visit.entered_at);
  const after = ruleFor(own.facts, bundle).again_after;
  if (local(entered, bundle).day !== local(now, bundle).day) return own;
  if (after === null) return decision("still_inside", own.facts, { visit });
  const again = entered.getTime() + after * MINUTE;
  if (now.getTime() >= again) return decision("welcome_again", own.facts, { visit });
  const { day, minute } = local(new Date(Math.ceil(again / MINUTE) * MINUTE), bundle);
  return decision("still_inside", own.facts, { visit, nextEntry: `${day}T${clock(minute)}` });
}

/* The rule by which a pass comes in; vehicles may have one of their own. */
function ruleFor(facts, bundle) {
  return (facts.kind === 1 ? bundle.rules.vehicle : null) ?? bundle.rules[facts.role];
}

/* The gates whose zone and kind are for this pass, whatever the day. */
export function gatesFor(facts, bundle) {
  const rule = ruleFor(facts, bundle);
  return bundle.gates.filter((post) => zoneWhy(facts, rule, post) === null);
}

/* Whether this is still the same badge before the camera, whose verdict stands. */
export function steady(lastCode, lastSeen, code, now) {
  const passed = now - lastSeen;
  return code === lastCode && passed >= 0 && passed <= STEADY_MS;
}

/* The fair's wall clock, whatever zone the phone is set to. */
function local(now, bundle) {
  const shifted = now.getTime() + bundle.utc_offset * MINUTE;
  return { day: dayText(shifted), minute: Math.floor((((shifted % DAY) + DAY) % DAY) / MINUTE) };
}

function cancelledWhy(facts, bundle) {
  if (bundle.revoked.includes(facts.number)) return "pass_revoked";
  if (facts.issue < (bundle.superseded[facts.number] ?? 0)) return "reprinted";
  return bundle.keys[facts.key]?.refused ? "key_refused" : null;
}

function overWhy(facts, moment) {
  const days = 32 - Math.clz32(facts.day_bits);
  return moment.day > dayText(Date.parse(facts.first_day) + (days - 1) * DAY) ? "days_over" : null;
}

function zoneWhy(facts, rule, post) {
  if (!rule || (rule.zones !== null && !rule.zones.includes(post.zone))) return "zone_not_for_role";
  if (!post.kinds.includes(facts.kind)) return "kind_not_for_gate";
  return (facts.zones >> post.zone) & 1 ? null : "zone_not_on_pass";
}

function dayWhy(facts, windows, post, bundle, moment) {
  if (!isFor(facts, moment.day)) return "not_on_pass";
  if (windows.some((window) => window.day === moment.day)) return null;
  const opens = sessionsAt(post, bundle).some((s) => s.kind === "fair" && s.day === moment.day);
  return opens ? "day_not_for_role" : "closed_day";
}

function hourWhy(windows, moment) {
  const today = windows.filter((window) => window.day === moment.day);
  if (today.some((window) => window.start <= moment.minute && moment.minute < window.end)) return null;
  return today.some((window) => window.start > moment.minute) ? "too_early" : "too_late";
}

function nextEntry(windows, moment) {
  const next = windows.find((w) => w.day > moment.day || (w.day === moment.day && w.start > moment.minute));
  if (!next) return null;
  return `${next.day}T${clock(next.start)}`;
}

/* A minute of the day as 07:30. */
function clock(minute) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/* When this pass may enter by this gate, in order. */
function windowsOf(facts, rule, post, bundle) {
  if (!rule) return [];
  return sessionsAt(post, bundle)
    .filter((session) => rule.days.includes(session.kind) && isFor(facts, session.day))
    .map((session) => ({
      day: session.day,
      start: Math.max(0, minutes(session.opens) - rule.before),
      end: Math.min(24 * 60, minutes(session.closes) + rule.after),
    }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.start - b.start));
}

function sessionsAt(post, bundle) {
  return bundle.sessions.filter((session) => session.site === post.site);
}

function isFor(facts, day) {
  const offset = (Date.parse(day) - Date.parse(facts.first_day)) / DAY;
  return offset >= 0 && offset < 32 && ((facts.day_bits >>> offset) & 1) === 1;
}

function minutes(clock) {
  const [hour, minute] = clock.split(":").map(Number);
  return hour * 60 + minute;
}
