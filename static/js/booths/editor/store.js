/* The plan in the browser: what the server knows, and one's own orders on top until the server has them.
   No document here: tested with node. */

export class Store {
  constructor(whole) {
    this.version = whole.version;
    this.base = new Map();
    this.zones = new Map(whole.zones.map((zone) => [zone.key, zone]));
    for (const booth of whole.booths) this.base.set(booth.key, { what: "booth", ...booth });
    for (const feature of whole.features) this.base.set(feature.key, { what: "feature", ...feature });
    this.judge(whole);
    this.waiting = [];
  }

  judge({ undo, redo, faults }) { Object.assign(this, { undo, redo, faults }); }

  /* Everything as it would be with one's own orders done, by key. */
  get things() {
    if (!this.shown) {
      this.shown = new Map(this.base);
      for (const order of this.waiting) foresee(this.shown, order);
    }
    return this.shown;
  }

  list() { return [...this.things.values()]; }

  add(order) { this.waiting.push(order); this.shown = null; }

  /* The server did these orders, or will never do them. */
  drop(count) { this.waiting.splice(0, count); this.shown = null; }

  /* What is new on the server. Gives the keys that it touched. */
  take(news) {
    const touched = new Set();
    for (const { what, key, now } of news.changes ?? []) {
      touched.add(key);
      if (what === "underlay") { this.underlay = now ?? undefined; continue; }
      if (what === "zone") now ? this.zones.set(key, now) : this.zones.delete(key);
      else if (now) this.base.set(key, { ...this.base.get(key), what, ...now });
      else this.base.delete(key);
    }
    for (const [key, open] of Object.entries(news.open ?? {})) {
      const booth = this.base.get(key);
      if (booth && booth.open !== open) { this.base.set(key, { ...booth, open }); touched.add(key); }
    }
    this.version = news.version;
    if (news.faults) this.judge(news);
    this.shown = null;
    return touched;
  }

  /* Whether what others did and what waits here speak of the same things. */
  collides(news) {
    const theirs = new Set((news.changes ?? []).map((change) => change.key));
    return this.waiting.some((order) => namesOf(order).some((key) => theirs.has(key)));
  }
}

/* The keys that an order speaks of. */
export function namesOf(order) {
  return [
    ...(order.keys ?? []), ...(order.key ? [order.key] : []),
    ...Object.keys(order.places ?? {}), ...Object.keys(order.numbers ?? {}),
  ];
}

/* What an order will make of the things, as far as the browser can tell by itself. */
export function foresee(things, order) {
  const change = (key, facts) => { if (things.has(key)) things.set(key, { ...things.get(key), ...facts }); };
  switch (order.do) {
    case "move":
      for (const [key, place] of Object.entries(order.places)) change(key, place);
      break;
    case "draw":
      for (const booth of order.booths ?? []) things.set(booth.key, { what: "booth", open: "NESW", ...booth });
      for (const feature of order.features ?? []) things.set(feature.key, { what: "feature", ...feature });
      break;
    case "remove":
      for (const key of order.keys) things.delete(key);
      break;
    case "number":
      for (const [key, number] of Object.entries(order.numbers)) change(key, { number });
      break;
    case "change":
      for (const key of order.keys) change(key, order.facts);
      break;
    case "feature":
      change(order.key, { kind: order.kind, label: order.label, watts: order.watts, x: order.x, y: order.y, width: order.width, depth: order.depth });
      break;
    default: // the server tells what comes of it
  }
}
