/* A supervisor lets somebody in whom a rule refused: reason and PIN, checked on the phone. */

import { complain, fill } from "./parts.js";
import { DIGITS, afterWrong, proofOf, supervisorOf, triesLeft, waitFor } from "./pins.js";

/* Gives the function that opens the dialog; `onWord(word)` gets what proves the supervisor's word for a scan's id. */
export function overrideDialog(phone, onWord) {
  const { part, words, memory, clock } = phone;
  const dialog = part("override-dialog");
  const [pin, error, why, whyError] = ["pin", "pin-error", "why", "why-error"].map(part);
  const button = part("override-yes");
  const refuse = (sentence) => { complain(pin, error, sentence); pin.select(); };

  async function check() {
    const now = clock.now();
    const wait = waitFor(memory.known.tries, now);
    if (wait > 0) return refuse(fill(words.pin_wait, { n: Math.ceil(wait / 60000) }));
    const supervisor = await supervisorOf(pin.value, memory.known.lasting.supervisors);
    if (!supervisor) {
      const tries = afterWrong(memory.known.tries, now);
      await memory.keep({ kept: { tries } });
      const locked = waitFor(tries, now);
      return refuse(locked ? fill(words.pin_wait, { n: Math.ceil(locked / 60000) }) : fill(words.pin_wrong, { n: triesLeft(tries) }));
    }
    await memory.keep({ kept: { tries: null } });
    dialog.close();
    const said = why.value.trim();
    return onWord(async (id) => ({ supervisor: supervisor.id, why: said, proof: await proofOf(supervisor.key, id) }));
  }

  part("override-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    complain(why, whyError, why.value.trim() ? "" : words.why_missing);
    complain(pin, error, new RegExp(`^\\d{${DIGITS}}$`).test(pin.value) ? "" : words.pin_short);
    const odd = [why, pin].find((field) => field.getAttribute("aria-invalid") === "true");
    if (odd) return odd.focus();
    button.disabled = true;
    return check().finally(() => { button.disabled = false; });
  });
  part("override-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { pin.value = ""; });
  for (const choice of dialog.querySelectorAll("[data-why]")) {
    choice.addEventListener("click", () => { why.value = choice.textContent.trim(); pin.focus(); });
  }
  return () => {
    why.value = "";
    complain(pin, error, memory.known.lasting.supervisors.length ? "" : words.no_supervisors);
    complain(why, whyError, "");
    dialog.showModal();
  };
}
