/* Phones without a network show one another who went in and out lately: frames of QR codes, one after the other.
   One phone shows, the other scans them with the scanner itself. */

import { toast } from "../lib/toast.js";
import { frames, readFrame } from "./digest.js";
import { fill } from "./parts.js";
import { heard, newest } from "./passages.js";
import { qrCode } from "./qr_code.js";

const MARK = "FGD1:";
const FRAME_MS = 1200;
const PASSAGES = 600; // ten frames: what three gates do in a quarter of an hour
const MARGIN = 4;

export class Exchange {
  constructor(phone) {
    this.phone = phone;
    this.got = new Set();
  }

  isFrame(text) {
    return text.startsWith(MARK);
  }

  /* ---- showing */

  async enter() {
    const { memory } = this.phone;
    const { fair, digest_key: key } = memory.known.lasting;
    const texts = await frames(fair.id, newest(memory.seen, PASSAGES), key);
    this.phone.part("show-none").hidden = texts.length > 0;
    this.phone.part("show-code").hidden = texts.length === 0;
    clearInterval(this.timer);
    if (texts.length) this.#show(texts);
  }

  #show(texts) {
    const { phone } = this;
    let at = 0;
    const next = () => {
      if (phone.view !== "show") return clearInterval(this.timer);
      draw(phone.part("show-code"), qrCode(texts[at]));
      phone.part("show-at").textContent = fill(phone.words.frame_of, { n: at + 1, of: texts.length });
      at = (at + 1) % texts.length;
      return undefined;
    };
    next();
    this.timer = setInterval(next, FRAME_MS);
  }

  /* ---- reading */

  async take(text) {
    const { memory, words } = this.phone;
    const { fair, digest_key: key } = memory.known.lasting;
    if (this.got.has(text)) return;
    const frame = await readFrame(text, fair.id, key);
    if (this.got.has(text)) return;
    this.got.add(text);
    if (!frame) {
      toast(words.frame_odd, "bad");
      return;
    }
    await memory.keep({ seen: heard(frame.passages, memory.seen, memory.areas) });
    this.#say(frame);
  }

  #say({ frame, of }) {
    const { part, words } = this.phone;
    const first = !this.frames || this.of !== of;
    this.frames = first ? new Set([frame]) : this.frames.add(frame);
    this.of = of;
    part("heard").hidden = false;
    part("heard").textContent = fill(this.frames.size === of ? words.heard_all : words.heard_some, { n: this.frames.size, of });
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => {
      part("heard").hidden = true;
      this.frames = null;
      this.got.clear();
    }, 15000);
  }
}

function draw(canvas, dark) {
  const side = dark.length + 2 * MARGIN;
  const scale = Math.max(4, Math.floor(720 / side));
  canvas.width = side * scale;
  canvas.height = side * scale;
  const paint = canvas.getContext("2d");
  paint.fillStyle = "#fff";
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.fillStyle = "#000";
  dark.forEach((row, y) => row.forEach((on, x) => {
    if (on) paint.fillRect((x + MARGIN) * scale, (y + MARGIN) * scale, scale, scale);
  }));
}
