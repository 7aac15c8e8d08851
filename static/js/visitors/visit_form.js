/* The form of one visitor at the kiosk: which days it offers, whether it is whole, what it says beside a field. */

import { complain, partsOf } from "../gate/parts.js";

export class VisitForm {
  constructor(root, words) {
    this.part = partsOf(root);
    this.words = words;
    this.element = this.part("form");
  }

  /* Whole: what the visitor said. Else null, and the first field that is wrong has the cursor. */
  read() {
    const { name, phone, email, day, consent } = this.element.elements;
    this.say("");
    const wrong = [
      this.#mark(name, name.value.trim() ? "" : this.words.required),
      this.#mark(day, !this.#asksDay() || day.value ? "" : this.words.choose_day),
      this.#mark(consent, consent.checked ? "" : this.words.no_consent),
    ].filter(Boolean);
    wrong[0]?.focus();
    if (wrong.length) return null;
    const said = { name: name.value, phone: phone.value, email: email.value };
    return this.#asksDay() ? { ...said, day: day.value } : said;
  }

  /* A sentence about the whole form. */
  say(sentence) {
    this.part("form-error").textContent = sentence;
    this.part("form-error").hidden = !sentence;
  }

  offerDays(rooms) {
    this.part("day-field").hidden = rooms.length === 0;
    const options = rooms.map((room) => {
      const full = room.left === 0;
      const option = new Option(full ? `${room.word} – ${this.words.full}` : room.word, room.day);
      option.disabled = full;
      return option;
    });
    this.element.elements.day.replaceChildren(new Option(this.words.choose, ""), ...options);
  }

  clear() {
    this.element.reset();
    this.say("");
    for (const name of ["name", "day", "consent"]) this.#mark(this.element.elements[name], "");
  }

  #asksDay() {
    return !this.part("day-field").hidden;
  }

  #mark(field, sentence) {
    complain(field, this.part(`${field.name}-error`), sentence);
    return sentence ? field : null;
  }
}
