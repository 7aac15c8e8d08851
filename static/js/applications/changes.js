/* What of a form has changed since it was last kept. A field is what stands before the first "-" of a name, so the
   rows of a list of people are one field. No document here: tested with node. */

export function fieldOf(name) {
  return name.split("-")[0];
}

/* [[name, value], …] → Map of field → its pairs, as one text that can be compared. */
export function snapshot(pairs, fields) {
  const taken = new Map(fields.map((field) => [field, []]));
  for (const [name, value] of pairs) taken.get(fieldOf(name))?.push([name, value]);
  return new Map([...taken].map(([field, own]) => [field, JSON.stringify(own)]));
}

export function changed(before, after) {
  return [...after.keys()].filter((field) => before.get(field) !== after.get(field));
}

/* What the server is told: the changed fields by name, the pairs that the form holds for them, and how often each
   field had been changed when this page last heard of it. */
export function message(after, fields, seen = {}, layout = "") {
  return { fields, pairs: fields.flatMap((field) => JSON.parse(after.get(field))), seen, layout };
}

/* Fields that another device has saved and this page has not touched: they may be shown as they are now. */
export function toShow(values, unsent, held) {
  return Object.keys(values).filter((field) => !unsent.includes(field) && !(field in held));
}

/* What is worth keeping on this device: the unsent fields only, with what the page knew of them. */
export function leftover(after, fields, seen) {
  return JSON.stringify({ seen, fields: Object.fromEntries(fields.map((field) => [field, JSON.parse(after.get(field))])) });
}

/* The same read back; what nobody can read is nothing. */
export function readLeftover(text, known) {
  try {
    const kept = JSON.parse(text);
    const fields = Object.entries(kept.fields).filter(([field, pairs]) => known.includes(field) && Array.isArray(pairs));
    return { seen: kept.seen ?? {}, fields };
  } catch {
    return { seen: {}, fields: [] };
  }
}

/* 2, 4, 8 … seconds between attempts, half a minute at most. */
export function pause(attempt) {
  return Math.min(2 ** (attempt + 1), 30) * 1000;
}
