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

/* What the server is told: the changed fields by name, and the pairs that the form holds for them. */
export function message(after, fields) {
  return { fields, pairs: fields.flatMap((field) => JSON.parse(after.get(field))) };
}

/* 2, 4, 8 … seconds between attempts, half a minute at most. */
export function pause(attempt) {
  return Math.min(2 ** (attempt + 1), 30) * 1000;
}
