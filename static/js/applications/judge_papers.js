/* Reading papers by keys: 1, 2, 3 choose a verdict, Enter writes it, ↑ ↓ (or k, j) go to the paper before and after.
   Keys that are typed into a field stay there; Ctrl+Enter writes from there, too. */

import { isTyping } from "./read_on.js";

const MOVES = { ArrowUp: "prev", k: "prev", ArrowDown: "next", j: "next" };

/* What a key means here: {choose: n}, {move: rel}, {write: true} or nothing. */
export function meaning(event, typing) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return { write: true };
  if (typing || event.altKey || event.ctrlKey || event.metaKey) return {};
  if (/^[1-3]$/.test(event.key)) return { choose: Number(event.key) - 1 };
  if (event.key === "Enter") return { write: true };
  return MOVES[event.key] ? { move: MOVES[event.key] } : {};
}

export default function (desk) {
  const form = desk.querySelector("[data-verdict]");
  const radios = [...form.querySelectorAll('input[name="finding"]')];
  const isField = (element) => isTyping(element) && element.type !== "radio";
  const presses = (element) => Boolean(element?.closest("a, button, summary"));

  document.addEventListener("keydown", (event) => {
    const { choose, move, write } = meaning(event, isField(event.target));
    if (write && presses(event.target) && !event.ctrlKey) return;
    const link = move && desk.querySelector(`a[rel="${move}"]`);
    if (choose === undefined && !link && !write) return;
    event.preventDefault();
    if (choose !== undefined) {
      radios[choose].checked = true;
      (choose === 0 ? radios[0] : form.elements.reason).focus();
    } else if (link) link.click();
    else form.requestSubmit();
  });
}
