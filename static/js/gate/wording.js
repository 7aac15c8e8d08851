/* The words of a verdict. Twin of fairapp/domain/gate_words.py; both read tests/vectors/words.json. */

import { gatesFor } from "./decide.js";

const MINUTE = 60000;
const MOST_GATES = 3; // that somebody at the gate can say
/* What such a code says of itself is not believed. */
const NOT_OURS = new Set(["not_a_pass", "ask_server", "not_this_fair", "key_unknown", "bad_signature"]);

/* {verdict, word, detail, next_step, …} for the screen, in the shape of the server's outcome. */
export function wording(decision, bundle, gate, phrases) {
  const { verdict, reason } = decision;
  return {
    verdict,
    reason,
    word: phrases.words[verdict],
    detail: put(phrases.details[reason], valuesOf(decision, bundle, gate, phrases)),
    next_step: nextStep(decision, bundle, gate, phrases),
    role: NOT_OURS.has(reason) ? null : decision.facts?.role ?? null,
    holder_line: "",
    booth: "",
  };
}

function nextStep(decision, bundle, gate, phrases) {
  const { verdict, reason, next_entry: entry } = decision;
  if (entry) return put(phrases.others.comes_later, { time: entry.slice(11, 16), day: dayOf(entry) });
  const others = otherGates(decision, bundle, gate);
  if (others.length) return put(phrases.others.other_gates, { gates: others.slice(0, MOST_GATES).join(", ") });
  if (reason === "left_cancelled") return phrases.others.keep_the_pass;
  if (reason === "ask_server") return phrases.others.type_again;
  return phrases.next_steps[verdict];
}

/* The gates that a pass in the wrong zone may use, at this site if there are any. */
function otherGates({ verdict, facts }, bundle, gate) {
  if (verdict !== "wrong_zone" || !facts) return [];
  const own = gatesFor(facts, bundle);
  const { site } = bundle.gates.find(({ id }) => id === gate);
  const here = own.filter((post) => post.site === site);
  return (here.length ? here : own).map(({ name }) => name);
}

function valuesOf({ facts, visit }, bundle, gate, phrases) {
  const values = { zone: zoneName(bundle, gate) };
  if (facts) Object.assign(values, { role: phrases.roles[facts.role], last_day: lastDay(facts) });
  if (visit) {
    const entered = new Date(Date.parse(visit.entered_at) + bundle.utc_offset * MINUTE).toISOString();
    const post = bundle.gates.find(({ id }) => id === visit.gate);
    Object.assign(values, { time: entered.slice(11, 16), gate: post?.name || phrases.others.another_gate });
  }
  return values;
}

function zoneName(bundle, gate) {
  const bit = bundle.gates.find(({ id }) => id === gate).zone;
  return bundle.zones.find((zone) => zone.bit === bit)?.name ?? String(bit);
}

function lastDay(facts) {
  const days = 32 - Math.clz32(facts.day_bits);
  return dayOf(new Date(Date.parse(facts.first_day) + (days - 1) * 1440 * MINUTE).toISOString());
}

function dayOf(moment) {
  return `${moment.slice(8, 10)}/${moment.slice(5, 7)}/${moment.slice(0, 4)}`;
}

/* "%(time)s" as Python puts it in. */
function put(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");
}
