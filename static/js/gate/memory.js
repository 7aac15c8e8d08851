/* What the phone knows, in memory for speed and in the store for good.

   `known`: credential, device, lasting, revoked, superseded, cursor, areas, counts, syncedAt, skew, dead, stopped, tries,
   clicks (today's, for undoing), sun, floor (the booths: floor_sync.js), draft (a check begun: floor_rows.js). `seen` and `rows` as in passages.js and rows.js. */

import { changesBy, replacedBy } from "./passages.js";
import { unpack } from "./wire.js";

export class Memory {
  /* `store` may be null: a browser that keeps nothing. */
  static async open(store) {
    const { kept, seen, rows } = store ? await store.read() : { kept: {}, seen: {}, rows: [] };
    return new Memory(store, kept, seen, rows);
  }

  constructor(store, known, seen, rows) {
    this.store = store;
    this.known = known;
    this.seen = seen;
    this.rows = rows;
    this.unkept = new Map(); // rows that found no room
    this.trouble = null;
    this.#make();
  }

  get enrolled() {
    return Boolean(this.known.credential);
  }

  /* Whether there is everything to judge by. */
  get ready() {
    return this.bundle !== null && this.post !== null;
  }

  get post() {
    return this.known.lasting?.gates.find(({ id }) => id === this.known.device.gate) ?? null;
  }

  get areas() {
    return Object.fromEntries((this.known.lasting?.gates ?? []).map(({ id, area }) => [id, area]));
  }

  /* Takes a change over at once and gives the promise of its being kept. */
  keep({ kept = {}, seen = {}, whole = false, add = [], drop = [] }) {
    Object.assign(this.known, kept);
    if (whole) this.seen = seen;
    else Object.assign(this.seen, seen);
    if (drop.length) {
      const gone = new Set(drop);
      this.rows = this.rows.filter(({ id }) => !gone.has(id));
      drop.forEach((id) => this.unkept.delete(id));
    }
    this.rows.push(...add);
    if ("lasting" in kept || "revoked" in kept || "superseded" in kept) this.#make();
    return this.#write({ kept, seen, whole, add: [...this.unkept.values(), ...add], drop });
  }

  async forget() {
    this.known = {};
    this.seen = {};
    this.#make();
    await this.store?.forget();
  }

  /* A bundle stands for everything before it, but for what only this phone knows yet. */
  takeBundle(answer, now) {
    const heard = Object.entries(this.seen).filter(([, visit]) => visit.heard).map(([key, visit]) => ({ key, visit }));
    const own = this.rows.map(({ passage }) => passage).filter(Boolean);
    const kept = { ...shared(answer, now), lasting: answer.lasting, revoked: numbers(answer.revoked), superseded: issues(answer.superseded) };
    return this.keep({ kept, seen: replacedBy(answer.seen, [...heard, ...own]), whole: true });
  }

  takeDelta(answer, now, { kept: also = {}, drop = [] } = {}) {
    const kept = { ...also, ...shared(answer, now) };
    const revoked = numbers(answer.revoked).filter((number) => !this.known.revoked.includes(number));
    const superseded = issues(answer.superseded);
    if (answer.lasting) kept.lasting = answer.lasting;
    if (revoked.length) kept.revoked = [...this.known.revoked, ...revoked];
    if (Object.keys(superseded).length) kept.superseded = { ...this.known.superseded, ...superseded };
    return this.keep({ kept, seen: changesBy(answer.seen, this.seen), drop });
  }

  #make() {
    const { lasting, revoked, superseded } = this.known;
    this.bundle = lasting ? { ...lasting, revoked, superseded } : null;
  }

  async #write(change) {
    try {
      if (!this.store) throw new Error("no store");
      await this.store.write(change);
      this.unkept.clear();
      this.trouble = null;
    } catch (error) {
      change.add.forEach((row) => this.unkept.set(row.id, row));
      this.trouble = error?.name === "QuotaExceededError" ? "full" : "broken";
    }
  }
}

function shared({ device, cursor, areas, counts }, now) {
  return { device, cursor, areas, counts, syncedAt: now.toISOString() };
}

function numbers(text) {
  return unpack(text).map(([number]) => number);
}

function issues(text) {
  return Object.fromEntries(unpack(text));
}
