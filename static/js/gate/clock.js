/* The right time on a phone whose own clock may be wrong: `skew` is how far it is ahead of the server's, in ms. */

const TRUSTED_TRIP_MS = 5000;
const JUMP_MS = 2000;

export class Clock {
  constructor(skew = null, wall = () => Date.now(), steady = () => performance.now()) {
    this.skew = skew;
    this.wall = wall;
    this.steady = steady;
    this.#mark();
  }

  now() {
    return new Date(this.wall() - (this.skew ?? 0));
  }

  /* After each answer: `sent` and `received` by the phone, `server` as the answer's `now` says. */
  measure(sent, received, server) {
    if (this.skew !== null && received - sent > TRUSTED_TRIP_MS) return;
    this.skew = Math.round((sent + received) / 2 - Date.parse(server));
    this.#mark();
  }

  /* Whether the clock was set since the last look. A phone that slept (`awake` false) may have stopped counting, so
     a leap forward is believed only while the page was on the screen all the time; a leap back always. */
  look(awake) {
    const jump = this.wall() - this.seen.wall - (this.steady() - this.seen.steady);
    this.#mark();
    const set = Math.abs(jump) > JUMP_MS && (awake || jump < 0);
    if (set && this.skew !== null) this.skew += Math.round(jump);
    return set;
  }

  #mark() {
    this.seen = { wall: this.wall(), steady: this.steady() };
  }
}
