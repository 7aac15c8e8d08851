/* Hands what waits to the server and takes over what it tells: often while scanning, seldom at rest, and again and
   again where the network fails. Nothing leaves the queue before the server has said that it is safe. */

import { NotSent } from "./api.js";
import { nextPhoto, refreshBook, sendPhoto } from "./floor_sync.js";

const BATCH = 500;
const SCANNING_MS = 10000;
const RESTING_MS = 60000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60000;
const FAULT_MS = 60000;
const STOPS = { unknown: "unknown", forbidden: "revoked" };

export class Sync {
  /* `tell` has outcomes(list) and changed(); `phone()` gives {battery, version}. */
  constructor(memory, clock, api, phone, tell, later = (act, wait) => setTimeout(act, wait)) {
    this.memory = memory;
    this.clock = clock;
    this.api = api;
    this.phone = phone;
    this.tell = tell;
    this.later = later;
    this.scanning = false;
    this.online = null; // not known yet
    this.problem = null;
    this.most = BATCH;
    this.failures = 0;
    this.round = null;
    this.held = false;
  }

  /* Does this while nothing is on its way: an answer to who the phone was must not meet who it has become. */
  async alone(act) {
    this.held = true;
    clearTimeout(this.timer);
    await this.round;
    try {
      return await act();
    } finally {
      this.held = false;
      this.timer = this.later(() => this.now(), RESTING_MS);
    }
  }

  /* Now, or right after the round that is under way. */
  async now() {
    if (this.round) {
      this.again = true;
      return this.round;
    }
    if (this.held) return undefined;
    clearTimeout(this.timer);
    this.round = this.#round();
    const wait = await this.round.finally(() => { this.round = null; });
    this.tell.changed();
    if (this.again && this.failures === 0) {
      this.again = false;
      return this.now();
    }
    this.again = false;
    if (!this.held) this.timer = this.later(() => this.now(), wait);
    return undefined;
  }

  /* The network is back: how often it failed without one does not say how long to wait now. */
  reconnected() {
    this.failures = 0;
    return this.now();
  }

  /* One scan that only the server can judge; its outcome, or NotSent. */
  async ask(row) {
    const answer = await this.#post("scans", { ...this.#envelope(), tell: true, scans: [row.body] });
    await this.#takeDelta(answer, []);
    return answer.outcomes.find(({ id }) => id === row.id) ?? null;
  }

  /* A round never throws: it says when the next one is due. */
  async #round() {
    const { memory } = this;
    if (!memory.enrolled) return RESTING_MS;
    this.api.credential = memory.known.credential;
    try {
      if (!memory.bundle) await this.#bundle();
      let sent = (await this.#send("scan", "scans")) + (await this.#send("click", "clicks"));
      if (memory.known.device.inspector) sent += await this.#send("check", "checks");
      if (sent === 0) await this.#exchange("scans", []);
      if (memory.known.device.inspector) await this.#floor();
      await this.#succeeded();
      return this.scanning ? SCANNING_MS : RESTING_MS;
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      return this.#failed(error);
    }
  }

  /* All rows of a kind, oldest first; how many there were. */
  async #send(kind, place) {
    let sent = 0;
    for (;;) {
      const rows = this.memory.rows.filter((row) => row.kind === kind).slice(0, this.most);
      if (rows.length === 0) return sent;
      await this.#exchange(place, rows);
      sent += rows.length;
    }
  }

  /* Booths, and one photo a round: scans that come meanwhile go first. */
  async #floor() {
    await refreshBook(this.memory, this.api, this.clock.now());
    const photo = nextPhoto(this.memory);
    if (!photo) return;
    await sendPhoto(photo, this.memory, this.api);
    if (nextPhoto(this.memory)) this.again = true;
  }

  async #exchange(place, rows) {
    const body = { ...this.#envelope(), [place]: rows.map((row) => row.body) };
    if (place === "scans") body.tell = rows.length === 1;
    let answer;
    try {
      answer = await this.#post(place, body);
    } catch (error) {
      if (error.kind !== "large" || rows.length < 2) throw error;
      this.most = Math.ceil(rows.length / 2);
      return;
    }
    await this.#takeDelta(answer, rows.map(({ id }) => id));
    this.tell.outcomes(answer.outcomes ?? [], rows);
  }

  #envelope() {
    const { known, rows } = this.memory;
    const { battery, version } = this.phone();
    const phone = { battery, unsent: rows.length, version, skew: this.clock.skew };
    return { clock: new Date(this.clock.wall()).toISOString(), cursor: known.cursor ?? null, phone };
  }

  /* Rows go in the transaction that takes the answer over: closed in between, the phone sends them once more. */
  async #takeDelta({ delta, dead = [] }, drop) {
    const { memory } = this;
    const kept = { skew: this.clock.skew, ...(dead.length && { dead: [...(memory.known.dead ?? []), ...dead].slice(-100) }) };
    if (!delta || delta.resync) {
      await memory.keep({ kept, drop });
      await this.#bundle();
    } else {
      await memory.takeDelta(delta, this.clock.now(), { kept, drop });
    }
  }

  async #bundle() {
    const answer = this.#measured(await this.api.get("bundle"));
    await this.memory.takeBundle(answer, this.clock.now());
  }

  async #post(place, body) {
    return this.#measured(await this.api.post(place, body));
  }

  #measured({ answer, sent, received }) {
    this.clock.measure(sent, received, answer.now);
    return answer;
  }

  async #succeeded() {
    this.failures = 0;
    this.online = true;
    this.problem = null;
    if (this.memory.known.stopped) await this.memory.keep({ kept: { stopped: null } });
  }

  async #failed({ kind, message, after }) {
    this.failures += 1;
    this.online = kind !== "network";
    this.problem = kind === "network" ? null : { kind, sentence: message };
    if (STOPS[kind]) await this.memory.keep({ kept: { stopped: { kind: STOPS[kind], sentence: message } } });
    if (kind === "fault" || STOPS[kind]) return FAULT_MS;
    return after ?? Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.failures - 1));
  }
}
