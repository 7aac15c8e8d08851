/* On the form that sends a paper: shows what the chosen kind asks for, and proposes the last day from the day of
   issue where the kind has a usual validity, until somebody writes another. */

import { expiryOf } from "../producers/expiry.js";

export default function (form) {
  const kind = form.elements.kind;
  const issued = form.elements.issued_on;
  const expires = form.elements.expires_on;
  const note = form.querySelector("[data-kind-note]");
  const parts = { product: form.querySelector('[data-part="product"]'), facts: form.querySelector('[data-part="facts"]') };
  let proposed = "";

  const chosen = () => kind.selectedOptions[0]?.dataset ?? {};

  function show() {
    const asks = chosen();
    for (const [name, part] of Object.entries(parts)) part.hidden = !asks[name] && !part.querySelector(".is-invalid");
    note.textContent = asks.note ?? "";
    note.hidden = !asks.note;
  }

  issued.addEventListener("change", () => {
    const months = Number(chosen().months);
    const next = months ? expiryOf(issued.value, months) : "";
    if (next && (!expires.value || expires.value === proposed)) expires.value = next;
    proposed = next;
  });
  kind.addEventListener("change", show);
  show();
}
