/* On the product's form: proposes the expiry from the day of issue until somebody writes another, and shows the
   certificate only where there are stars, the protected name only where there is a mark. */

import { expiryOf } from "./expiry.js";

export default function (form) {
  const issued = form.elements.issued_on;
  const expires = form.elements.expires_on;
  const stars = form.elements.stars;
  const certificate = form.querySelector("[data-certificate]");
  let proposed = expiryOf(issued.value);

  issued.addEventListener("change", () => {
    const next = expiryOf(issued.value);
    if (next && (!expires.value || expires.value === proposed)) expires.value = next;
    proposed = next;
  });

  showWith(stars, certificate);
  showWith(form.elements.mark, form.querySelector("[data-mark]"));
}

/* A part with an error stays in sight whatever is chosen. */
function showWith(select, part) {
  const show = () => { part.hidden = select.value === "" && !part.querySelector(".is-invalid"); };
  select.addEventListener("change", show);
  show();
}
