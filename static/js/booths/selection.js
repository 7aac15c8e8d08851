/* The chosen booths after one more click, in the order of the plan. */

export function toggled(chosen, id, order) {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return order.filter((one) => next.has(one));
}
