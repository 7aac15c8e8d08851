/* An officer at a booth: who stands here, what was approved, what is ticked, photos. All of it without a network. */

import { toast } from "../lib/toast.js";
import { boothsDialog } from "./booths.js";
import { whyNoCamera } from "./camera.js";
import { keepAwake } from "./display.js";
import { MOST_PHOTOS, POINTS, answered, asked, checkRow, checked, isEmpty, newDraft, photoRow } from "./floor_rows.js";
import { complain, fill } from "./parts.js";
import { judgeSign, readSign } from "./sign.js";
import { play } from "./sounds.js";
import { uuid7 } from "./uuid7.js";
import { lastSegment } from "./verify.js";

const HELD_MS = 3000;
const FINISHED_MS = 10000; // an officer walks on meanwhile
const SURE_MS = 4000;
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
const SIGN_WORDS = { other_fair: "sign_other_fair", forged: "sign_forged", old: "sign_old" };
const FINDING_WORDS = {
  present: "finding_present", goods: "finding_goods", labels: "finding_labels", prices: "finding_prices", own: "finding_own",
};
const CERTIFICATE_WORDS = { valid: "goods_valid", expiring: "goods_valid", expired: "goods_expired" };

export class Floor {
  constructor(phone) {
    this.phone = phone;
    this.part = phone.part;
    this.seen = { code: null, at: -HELD_MS };
    this.pictures = new Map(); // photo id to the address of its picture
    this.#buttons();
    boothsDialog(phone, () => this.booths, (booth) => this.#open(booth, null));
  }

  get draft() {
    return this.phone.memory.known.draft ?? null;
  }

  get booths() {
    return this.phone.memory.known.floor?.booths ?? [];
  }

  /* A sign came before the camera; held still it is one reading. */
  async take(text) {
    const now = performance.now();
    const code = lastSegment(text).toUpperCase();
    const same = code === this.seen.code && now - this.seen.at <= HELD_MS;
    this.seen = { code, at: now };
    if (same || this.judging) return;
    this.judging = true;
    try {
      await this.#judge(code);
    } finally {
      this.judging = false;
    }
  }

  async #judge(code) {
    const { memory, words, config } = this.phone;
    if (!memory.known.device.inspector) return this.#refuse(words.sign_no_right);
    const sign = readSign(code);
    const standing = await judgeSign(sign, memory.bundle, config.engine);
    if (standing !== "genuine") return this.#refuse(words[SIGN_WORDS[standing]]);
    const booth = this.booths.find(({ key }) => key === sign.body.booth);
    if (!booth) return this.#refuse(words.sign_unknown);
    play("go");
    return this.#open(booth, code);
  }

  #refuse(sentence) {
    play("stop");
    toast(sentence, "bad");
  }

  /* A check that was begun is finished or dropped first: nothing is lost by scanning on. */
  #open(booth, code) {
    const { memory, words, clock } = this.phone;
    if (this.draft && this.draft.booth !== booth.key) {
      toast(fill(words.check_begun, { booth: this.#booth(this.draft)?.number ?? "" }), "bad");
    } else if (!this.draft) {
      memory.keep({ kept: { draft: newDraft(uuid7(clock.wall()), booth, code) } });
    } else if (code && !this.draft.code) {
      this.#keep({ code });
    }
    this.phone.go("floor");
  }

  /* The view is shown, perhaps after the phone was off: everything comes from the draft. */
  async enter() {
    const { camera, config, words, element } = this.phone;
    if (!this.draft) return this.phone.go("scan");
    keepAwake();
    this.#show();
    this.part("floor").scrollTop = 0;
    try {
      await camera.start(config.decoder);
      element.dataset.camera = "on";
    } catch (error) {
      this.part("camera-note").textContent = words[whyNoCamera(error)];
      element.dataset.camera = "off";
    }
    this.part("snap").disabled = element.dataset.camera === "off";
    return undefined;
  }

  #booth(draft) {
    return this.booths.find(({ key }) => key === draft.booth) ?? null;
  }

  /* ---- what is shown */

  #show() {
    const { words } = this.phone;
    const { draft, part } = this;
    const booth = this.#booth(draft);
    part("floor-booth").textContent = fill(words.booth, { booth: booth?.number ?? "?" });
    part("floor-who").textContent = booth ? [booth.exhibitor, booth.unit].filter(Boolean).join(" · ") : words.sign_unknown;
    part("floor-by-list").hidden = Boolean(draft.code);
    this.#goods(booth?.goods ?? []);
    const open = (booth?.open ?? []).map((point) => words[FINDING_WORDS[point]]);
    part("floor-open").textContent = open.length ? fill(words.open_findings, { list: open.join("; ") }) : "";
    part("floor-open").hidden = open.length === 0;
    part("floor-note").value = draft.note;
    complain(part("floor-note"), part("floor-error"), "");
    this.#ticks();
    this.#photos();
  }

  #goods(goods) {
    const { words } = this.phone;
    const stale = goods.filter(({ state }) => state === "expired").length;
    const count = fill(goods.length ? words.goods_count : words.goods_none, { n: goods.length });
    this.part("floor-goods-count").textContent = stale ? `${count} ${fill(words.goods_stale, { n: stale })}` : count;
    this.part("floor-goods").replaceChildren(...goods.map((good) => this.#good(good)));
  }

  #good({ name, stars, number, until, state }) {
    const { words } = this.phone;
    const line = document.createElement("li");
    const title = document.createElement("strong");
    title.textContent = name;
    const paper = document.createElement("span");
    paper.dataset.state = state ?? "";
    const day = until ? `${until.slice(8, 10)}/${until.slice(5, 7)}/${until.slice(0, 4)}` : "";
    const said = state ? fill(words[CERTIFICATE_WORDS[state]], { n: stars ?? "–", day }) : words.goods_uncertified;
    paper.textContent = number && state ? `${said} · ${number}` : said;
    line.append(title, paper);
    return line;
  }

  #ticks() {
    const { answers } = this.draft;
    const now = asked(answers);
    for (const point of POINTS) {
      const box = this.part(`tick-${point}`);
      box.disabled = !now.includes(point);
      for (const input of box.querySelectorAll("input")) {
        input.checked = point in answers && answers[point] === (input.value === "good");
      }
    }
  }

  #photos() {
    const { words, memory } = this.phone;
    const { photos } = this.draft;
    const items = photos.map(({ id }, i) => {
      const picture = document.createElement("img");
      picture.src = this.#picture(id, memory.rows.find((row) => row.id === id)?.data);
      picture.alt = fill(words.photo_alt, { n: i + 1 });
      const away = document.createElement("button");
      away.type = "button";
      away.className = "btn btn-outline-secondary btn-sm";
      away.textContent = fill(words.photo_remove, { n: i + 1 });
      away.addEventListener("click", () => this.#removePhoto(id));
      const item = document.createElement("li");
      item.append(picture, away);
      return item;
    });
    this.part("floor-photos").replaceChildren(...items);
    const full = photos.length >= MOST_PHOTOS;
    this.part("snap").disabled = full || this.phone.element.dataset.camera === "off";
    this.part("photo-file").disabled = full;
  }

  #picture(id, data) {
    if (!this.pictures.has(id) && data) this.pictures.set(id, URL.createObjectURL(new Blob([data], { type: "image/jpeg" })));
    return this.pictures.get(id) ?? "";
  }

  /* ---- what is done; each touch is written down at once */

  #keep(changes, { add = [], drop = [] } = {}) {
    return this.phone.memory.keep({ kept: { draft: { ...this.draft, ...changes } }, add, drop });
  }

  #buttons() {
    const { part } = this;
    part("snap").addEventListener("click", () => this.#snap());
    part("photo-file").addEventListener("change", ({ target }) => this.#fromFile(target));
    part("floor-note").addEventListener("input", ({ target }) => this.#keep({ note: target.value }));
    part("floor-form").addEventListener("change", ({ target }) => {
      if (target.type !== "radio") return;
      this.#keep({ answers: { ...this.draft.answers, [target.name]: target.value === "good" } });
      this.#ticks();
    });
    part("floor-form").addEventListener("submit", (event) => { event.preventDefault(); this.#save(); });
    part("floor-drop").addEventListener("click", () => this.#drop());
  }

  async #snap() {
    const { videoWidth, videoHeight } = this.part("video");
    if (videoWidth) await this.#addPicture(this.part("video"), videoWidth, videoHeight);
  }

  async #fromFile(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      const picture = await createImageBitmap(file);
      await this.#addPicture(picture, picture.width, picture.height);
    } catch {
      toast(this.phone.words.photo_failed, "bad");
    }
  }

  /* Drawn anew and small: nothing but the pixels travels on. */
  async #addPicture(source, width, height) {
    const { clock } = this.phone;
    if (this.draft.photos.length >= MOST_PHOTOS) return;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
    const data = await blob.arrayBuffer();
    const row = photoRow(uuid7(clock.wall()), this.draft.id, data);
    navigator.vibrate?.(40);
    this.#keep({ photos: [...this.draft.photos, { id: row.id, size: data.byteLength }] }, { add: [row] });
    this.#photos();
  }

  #removePhoto(id) {
    this.#keep({ photos: this.draft.photos.filter((photo) => photo.id !== id) }, { drop: [id] });
    this.#photos();
  }

  #save() {
    const { memory, clock, words, sync } = this.phone;
    const { draft } = this;
    if (isEmpty(draft)) return complain(this.part("floor-note"), this.part("floor-error"), words.check_empty);
    const row = checkRow(draft, new Date(clock.wall()).toISOString(), clock.skew);
    const floor = { ...memory.known.floor, booths: checked(this.booths, draft, clock.now().toISOString()) };
    const number = this.#booth(draft)?.number ?? "";
    memory.keep({ add: [row], kept: { draft: null, floor } });
    this.#forget(draft);
    const wrong = Object.values(answered(draft)).filter((good) => !good).length;
    toast(fill(wrong ? words.check_saved_bad : words.check_saved, { booth: number, n: wrong }));
    this.phone.go("scan");
    return sync.now();
  }

  /* Asked twice: the first press only changes the button's word. */
  #drop() {
    const button = this.part("floor-drop-word");
    if (!this.sure) {
      this.sure = button.textContent;
      button.textContent = this.phone.words.drop_sure;
      setTimeout(() => { button.textContent = this.sure ?? button.textContent; this.sure = null; }, SURE_MS);
      return;
    }
    const { draft } = this;
    this.phone.memory.keep({ kept: { draft: null }, drop: draft.photos.map(({ id }) => id) });
    this.#forget(draft);
    this.phone.go("scan");
  }

  /* The sign is still before the camera: it opens nothing until it was away. */
  #forget({ code }) {
    for (const address of this.pictures.values()) URL.revokeObjectURL(address);
    this.pictures.clear();
    this.seen = { code: code ?? this.seen.code, at: performance.now() + FINISHED_MS - HELD_MS };
  }
}
