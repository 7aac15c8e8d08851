/* The printed id, typed by hand in a dialog; what cannot be a code is said beside the field. */

import { readCode } from "./verify.js";

export function typingDialog(part, words, onCode) {
  const dialog = part("typing");
  const field = part("typed");
  const error = part("typed-error");
  const complain = (sentence) => {
    error.textContent = sentence;
    error.hidden = !sentence;
    field.classList.toggle("is-invalid", Boolean(sentence));
    field.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  part("type").addEventListener("click", () => {
    complain("");
    dialog.showModal();
    field.select();
  });
  part("typing-close").addEventListener("click", () => dialog.close());
  field.addEventListener("input", () => complain(""));
  part("typing-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (readCode(field.value) === null) {
      complain(words.mistyped);
      field.focus();
      return;
    }
    dialog.close();
    onCode(field.value.trim());
    field.value = "";
  });
}
