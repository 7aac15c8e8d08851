/* Paints a verdict over the whole screen, and the last one in the strip below the camera. */

import { fill } from "./parts.js";

export class Screen {
  constructor(part, words, phrases) {
    this.part = part;
    this.words = words;
    this.phrases = phrases;
  }

  verdict(shown) {
    const part = this.part;
    part("verdict").dataset.verdict = shown.verdict;
    this.#shape(part("shape"), shown.verdict);
    this.#text("word", shown.word);
    this.#text("booth", this.#booth(shown));
    this.#text("role", this.#role(shown));
    this.#text("holder", shown.holder_line);
    this.#text("detail", shown.detail);
    this.#text("next", shown.next_step);
  }

  last(shown) {
    const part = this.part;
    part("last").disabled = false;
    part("last-strip").dataset.verdict = shown.verdict;
    this.#shape(part("last-shape"), shown.verdict);
    part("last-word").textContent = [shown.word, this.#booth(shown)].filter(Boolean).join(" · ");
    const matters = [shown.detail, shown.next_step].filter(Boolean);
    const person = [this.#role(shown), shown.holder_line].filter(Boolean);
    part("last-line").textContent = matters.length ? matters.join(" ") : person.join(" · ");
  }

  #booth({ booth }) {
    return booth ? fill(this.words.booth, { booth }) : "";
  }

  #role({ role }) {
    return role ? this.phrases.roles[role] : "";
  }

  #text(name, text) {
    this.part(name).textContent = text ?? "";
    this.part(name).hidden = !text;
  }

  #shape(svg, verdict) {
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#shape-${verdict}`);
    svg.replaceChildren(use);
  }
}
