/* Rectangles on the floor in whole centimetres: snapping, lining up, turning, what is in the way, numbers.
   No document here: tested with node. */

export const right = (rect) => rect.x + rect.width;
export const bottom = (rect) => rect.y + rect.depth;
export const placeOf = ({ x, y, width, depth }) => ({ x, y, width, depth });

export function overlap(a, b) {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}

export function bounds(rects) {
  const x = Math.min(...rects.map((r) => r.x));
  const y = Math.min(...rects.map((r) => r.y));
  return { x, y, width: Math.max(...rects.map(right)) - x, depth: Math.max(...rects.map(bottom)) - y };
}

export function between(from, to) {
  return {
    x: Math.min(from.x, to.x), y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x), depth: Math.abs(to.y - from.y),
  };
}

export const toGrid = (length, step) => Math.round(length / step) * step;

/* How far a box moves so that an edge meets an edge nearby, or else so that it stands on the grid. */
export function snapped(box, others, step, reach) {
  return { dx: nudge([box.x, right(box)], others.flatMap((o) => [o.x, right(o)]), step, reach),
    dy: nudge([box.y, bottom(box)], others.flatMap((o) => [o.y, bottom(o)]), step, reach) };
}

function nudge(edges, lines, step, reach) {
  let best = null;
  for (const edge of edges) {
    for (const line of lines) {
      const way = line - edge;
      if (Math.abs(way) <= reach && (best === null || Math.abs(way) < Math.abs(best))) best = way;
    }
  }
  return best ?? toGrid(edges[0], step) - edges[0];
}

/* Places after lining up, by key; `things` are {key, x, y, width, depth}. */
export function aligned(things, how) {
  const box = bounds(things);
  const to = {
    left: () => ({ x: box.x }),
    right: (t) => ({ x: right(box) - t.width }),
    centre: (t) => ({ x: box.x + Math.round((box.width - t.width) / 2) }),
    top: () => ({ y: box.y }),
    bottom: (t) => ({ y: bottom(box) - t.depth }),
    middle: (t) => ({ y: box.y + Math.round((box.depth - t.depth) / 2) }),
  }[how];
  return Object.fromEntries(things.map((t) => [t.key, { ...placeOf(t), ...to(t) }]));
}

/* A quarter turn to the right around the middle of all of them, kept to whole centimetres. */
export function turned(things) {
  const box = bounds(things);
  const left = Math.round(box.x + (box.width - box.depth) / 2);
  const top = Math.round(box.y + (box.depth - box.width) / 2);
  return Object.fromEntries(things.map((t) => [t.key, {
    x: left + bottom(box) - bottom(t), y: top + t.x - box.x, width: t.depth, depth: t.width,
  }]));
}

export function moved(things, dx, dy) {
  return Object.fromEntries(things.map((t) => [t.key, { ...placeOf(t), x: t.x + dx, y: t.y + dy }]));
}

/* Whether anything would stand outside the hall or on another; features may lie on each other. */
export function inTheWay(places, things, hall) {
  const standing = things.filter((t) => !(t.key in places));
  const isBooth = new Map(things.map((t) => [t.key, t.what === "booth"]));
  const list = Object.entries(places);
  return list.some(([key, place], i) => {
    if (place.x < 0 || place.y < 0 || right(place) > hall.width || bottom(place) > hall.depth) return true;
    const booth = isBooth.get(key) ?? true;
    const meets = (other, otherBooth) => (booth || otherBooth) && overlap(place, other);
    return standing.some((t) => meets(t, t.what === "booth"))
      || list.slice(i + 1).some(([other, at]) => meets(at, isBooth.get(other) ?? true));
  });
}

/* A place after dragging one of its handles ("n", "se"…), never thinner than one step. */
export function resized(place, handle, dx, dy, step) {
  const next = { ...place };
  if (handle.includes("e")) next.width = Math.max(step, place.width + dx);
  if (handle.includes("s")) next.depth = Math.max(step, place.depth + dy);
  if (handle.includes("w")) {
    next.width = Math.max(step, place.width - dx);
    next.x = right(place) - next.width;
  }
  if (handle.includes("n")) {
    next.depth = Math.max(step, place.depth - dy);
    next.y = bottom(place) - next.depth;
  }
  return next;
}

/* The number that follows the given one and is free: A09 leads to A10, "Sân khấu" to "Sân khấu2". */
export function following(number, taken) {
  const [, prefix, digits] = /^(.*?)(\d*)$/.exec(number);
  const used = new Set([...taken].map((n) => n.toLocaleLowerCase()));
  let n = digits === "" ? 1 : Number(digits);
  let next;
  do {
    n += 1;
    next = `${prefix}${String(n).padStart(digits.length, "0")}`;
  } while (used.has(next.toLocaleLowerCase()));
  return next;
}

/* Booths in the order in which they are numbered; those whose fronts differ by less than half a booth are one row. */
export function inOrder(things, order) {
  const down = order === "columns";
  const across = (t) => (down ? t.x + t.width / 2 : t.y + t.depth / 2);
  const along = (t) => (down ? t.y : t.x);
  const lines = [];
  for (const thing of [...things].sort((a, b) => across(a) - across(b))) {
    const line = lines.at(-1);
    if (line && across(thing) - across(line[0]) < Math.min(thing.depth, thing.width) / 2) line.push(thing);
    else lines.push([thing]);
  }
  return lines.flatMap((line, i) => {
    const sorted = line.sort((a, b) => along(a) - along(b));
    return order === "back" || (order === "snake" && i % 2 === 1) ? sorted.reverse() : sorted;
  });
}

/* Numbers one after the other: ("A", "08", 3) gives A08, A09, A10. */
export function numbers(prefix, first, count) {
  return Array.from({ length: count }, (_, i) => `${prefix}${String(Number(first) + i).padStart(first.length, "0")}`);
}

/* "3", "2,5" and "2.5" in centimetres; null when it is no length. */
export function readMetres(text) {
  const typed = text.trim().replace(",", ".");
  return /^\d{1,4}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : null;
}

export const writeMetres = (length) => String(length / 100).replace(".", ",");
