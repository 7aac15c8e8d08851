/* Asks the server to look at the next rows of a file until it has seen all; then the page shows what they would do.
   Without script the button asks once for each part. The bar is <progress>, the figure [data-checked]. */

import { parts } from "./parts.js";

export default async function (form) {
  const bar = form.querySelector("progress");
  const figure = form.querySelector("[data-checked]");
  const note = form.querySelector("[data-note]");
  const button = form.querySelector("button");
  const spoken = new Intl.NumberFormat(document.documentElement.lang);
  const ask = async () => {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const tell = ({ checked }) => { bar.value = checked; figure.textContent = spoken.format(checked); };
  button.hidden = true;
  try {
    await parts(ask, tell);
    location.reload();
  } catch {
    note.hidden = false;
    note.textContent = form.dataset.wordFailed;
    button.hidden = false;
  }
}
