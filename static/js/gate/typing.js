/* The printed id, typed by hand in a dialog; what cannot be a code is said beside the field. */

import { complain } from "./parts.js";
import { readCode } from "./verify.js";

export function typingDialog(part, words, onCode) {
  const dialog = part("typing");
  const [field, error] = ["typed", "typed-error"].map(part);
  part("type").addEventListener("click", () => {
    complain(field, error, "");
    dialog.showModal();
    field.select();
  });
  part("typing-close").addEventListener("click", () => dialog.close());
  field.addEventListener("input", () => complain(field, error, ""));
  part("typing-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (readCode(field.value) === null) {
      complain(field, error, words.mistyped);
      field.focus();
      return;
    }
    dialog.close();
    onCode(field.value.trim());
    field.value = "";
  });
}
