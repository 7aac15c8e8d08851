/* Hands the outbox to the server, one scan at a time, until it is empty; each keeps its id. */

import { NotSent } from "./post.js";

const RETRY_MS = 5000;

export class Sender {
  #outbox;
  #send;
  #tell;
  #flying = new Set();
  #refused = new Set();

  /* `send(row)` promises the answer; `tell` has answered(row, answer), failed(row, error), changed(). */
  constructor(outbox, send, tell) {
    this.#outbox = outbox;
    this.#send = send;
    this.#tell = tell;
    this.online = true;
  }

  get waiting() {
    return this.#outbox.rows.filter(({ id }) => !this.#flying.has(id)).length;
  }

  /* Written down first, then sent. */
  add(row) {
    this.#outbox.add(row);
    return this.deliver(row);
  }

  /* Whether the next row has a chance. */
  async deliver(row) {
    if (this.#flying.has(row.id)) return true;
    this.#flying.add(row.id);
    try {
      const answer = await this.#send(row);
      this.online = true;
      this.#outbox.remove([row.id]);
      this.#tell.answered(row, answer);
      return true;
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      this.online = error.kind !== "network";
      if (error.kind === "refused") this.#refused.add(row.id);
      this.#tell.failed(row, error);
      return error.kind === "refused";
    } finally {
      this.#flying.delete(row.id);
      this.#tell.changed();
    }
  }

  /* Everything that waits, oldest first; stops where the network or the session ends. What the server
     refused is kept and counted, but offered again only when the page is opened anew. */
  async flush() {
    for (const row of this.#outbox.rows.filter(({ id }) => !this.#refused.has(id))) {
      if (!(await this.deliver(row))) return;
    }
  }

  watch() {
    window.addEventListener("online", () => this.flush());
    window.addEventListener("offline", () => {
      this.online = false;
      this.#tell.changed();
    });
    setInterval(() => {
      if (this.waiting > 0) this.flush();
    }, RETRY_MS);
  }
}
