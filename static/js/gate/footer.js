/* The line below every view: network, what waits, today's count, last sync, battery; and what is wrong, if anything. */

import { fill, grouped } from "./parts.js";
import { uncounted } from "./rows.js";

export class Footer {
  constructor(phone) {
    this.phone = phone;
    this.said = new Map();
    phone.part("dead-noted").addEventListener("click", () => this.#noted());
  }

  show() {
    const { memory, sync, words, part, battery } = this.phone;
    const { known, rows, post } = memory;
    part("net").dataset.online = String(sync.online !== false);
    this.#say("net-word", this.#network(sync, rows.length));
    this.#say("waiting", sync.online !== false && rows.length ? fill(words.waiting, { n: grouped(rows.length) }) : "");
    this.#say("synced", known.syncedAt ? fill(words.synced, { time: timeOf(known.syncedAt) }) : words.never_synced);
    this.#say("battery", battery === null ? "" : fill(words.battery, { n: battery }));
    this.#say("device", known.device?.name ?? "");
    this.#say("gate", post?.name ?? (known.device ? words.no_gate : words.scanner));
    this.#say("fair", known.lasting?.fair.name ?? "");
    const own = uncounted(rows, post?.id);
    const entries = (known.counts?.entries ?? 0) + own.entries;
    this.#say("count", post ? fill(words.counted, { n: grouped(entries) }) : "");
    this.#say("clicks", grouped((known.counts?.clicks ?? 0) + own.clicks));
    this.#inside(known, post);
    this.#say("trouble", this.#trouble());
    this.#dead(known.dead?.length ?? 0);
  }

  #network(sync, waiting) {
    const { words } = this.phone;
    if (sync.online === null) return words.connecting;
    if (sync.online) return words.online_now;
    return waiting ? fill(words.offline_waiting, { n: grouped(waiting) }) : words.offline_now;
  }

  #trouble() {
    const { memory, sync, words } = this.phone;
    if (memory.unkept.size > 0) return fill(words.unkept, { n: memory.unkept.size });
    if (["fault", "large", "missing"].includes(sync.problem?.kind)) return sync.problem.sentence || words.fault;
    return "";
  }

  /* Nobody at the gate can mend these; the organiser has them. So the line stays until somebody has read it. */
  #dead(count) {
    this.#say("dead-word", count ? fill(this.phone.words.dead, { n: grouped(count) }) : "");
    this.phone.part("dead").hidden = count === 0;
  }

  #noted() {
    this.phone.memory.keep({ kept: { dead: [] } });
    this.show();
  }

  #inside({ areas, lasting }, post) {
    const { part, words } = this.phone;
    const inside = areas?.[post?.area];
    const limit = lasting?.areas.find(({ id }) => id === post?.area)?.limit ?? null;
    part("inside").dataset.amber = String(limit !== null && inside >= limit * 0.85);
    const sentence = limit === null ? words.inside : words.inside_of;
    this.#say("inside", inside === undefined ? "" : fill(sentence, { n: grouped(inside), limit: grouped(limit ?? 0) }));
  }

  /* The page is touched only where something changed: this runs every second. */
  #say(name, text) {
    if (this.said.get(name) === text) return;
    this.said.set(name, text);
    this.phone.part(name).textContent = text;
    this.phone.part(name).hidden = !text;
  }
}

const hours = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });

export function timeOf(moment) {
  return hours.format(new Date(moment));
}
