/* Which spell is next, and what a count comes to. No document here: tested with node. */

export const COUNTED_S = 600;
export const LATEST_S = 300; // after the beginning: later than that ten minutes do not fit into the quarter
const SHORTEST_S = 300;
const SOON_S = 7200;

/* The first spell that is neither done nor missed, with what may be done about it now. */
export function nextSpell(spells, done, now) {
  const coming = spells.find(({ id, begins }) => !done.has(id) && (now - Date.parse(begins)) / 1000 <= LATEST_S);
  if (!coming) return null;
  const wait = (Date.parse(coming.begins) - now) / 1000;
  return { spell: coming, minutes: Math.max(0, Math.ceil(wait / 60)), may: wait <= 0 };
}

/* How long a count that began then has run, and how long it may: never past its quarter. */
export function running(spell, startedAt, now) {
  const most = Math.min(COUNTED_S, COUNTED_S + LATEST_S - (startedAt - Date.parse(spell.begins)) / 1000);
  const seconds = Math.min((now - startedAt) / 1000, most);
  return { seconds: Math.max(0, Math.round(seconds)), left: Math.max(0, Math.ceil(most - seconds)) };
}

/* Broken off too early it is worth nothing, and the spell may be begun again. */
export const isLongEnough = (seconds) => seconds >= SHORTEST_S;

/* Today's spells and the next hours', for the list below the button. */
export function listed(spells, done, now) {
  const near = spells.filter(({ begins }) => Math.abs(Date.parse(begins) - now) / 1000 <= SOON_S);
  return near.map((spell) => {
    const late = (now - Date.parse(spell.begins)) / 1000 > LATEST_S;
    return { spell, state: done.has(spell.id) ? "done" : late ? "missed" : "" };
  });
}

export const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
