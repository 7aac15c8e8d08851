/* Orders go to the server one after the other; what came of them comes back to `on`:
   on.done(news), on.refused(sentence, field), on.stale(news), on.lost(). Network and clock are handed in, so that
   node can test it. */

const AGAIN_MS = 4000;

export class Wire {
  constructor({ store, post, on, later = setTimeout }) {
    Object.assign(this, { store, post, on, later, busy: false, held: false });
  }

  send(order) {
    this.store.add(order);
    this.flush();
  }

  /* Go on after the person has decided what becomes of what he drew. */
  release() { this.held = false; this.flush(); }

  async flush() {
    if (this.busy || this.held || this.store.waiting.length === 0) return;
    this.busy = true;
    let answer;
    try {
      answer = await this.post({ seen: this.store.version, order: this.store.waiting[0] });
    } catch {
      this.busy = false;
      this.on.lost();
      this.later(() => this.flush(), AGAIN_MS);
      return;
    }
    this.busy = false;
    this.take(answer);
    this.flush();
  }

  take({ status, body }) {
    if (status === 200) {
      this.store.drop(1);
      this.on.done(body, this.store.take(body));
    } else if (status === 409 && body?.news) {
      const collides = this.store.collides(body.news);
      this.held = collides; // otherwise what waits is sent again, on the newest version
      this.on.stale(body.news, this.store.take(body.news), collides);
    } else {
      const [order] = this.store.waiting;
      this.store.drop(1);
      this.on.refused(body?.sentence ?? body?.error?.sentence ?? "", body?.field, order);
    }
  }
}
