/* The reviewer's keys: 1–5 score, n c t decide, Enter saves and goes on, j k read on, ? shows them all.
   Everything is also there by mouse; whoever speaks to the computer turns the single keys off. */

const VERDICTS = { n: "accept", c: "waitlist", t: "refuse" };
const STORED = "review-keys";

export function isWriting(element) {
  return Boolean(element?.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]"));
}

/* What a key means here: one word for each thing the page can do, or nothing. */
export function meaning({ key, altKey, ctrlKey, metaKey, writing, onButton }) {
  if (key === "Enter" && (ctrlKey || metaKey)) return writing ? "save" : null;
  if (altKey || ctrlKey || metaKey || writing) return null;
  if (/^[1-5]$/.test(key)) return "score";
  if (VERDICTS[key.toLowerCase()]) return "decide";
  if (key === "Enter") return onButton ? null : "save";
  return { j: "next", k: "prev", "?": "keys" }[key.toLowerCase()] ?? null;
}

function enabled() {
  try { return localStorage.getItem(STORED) !== "off"; } catch { return true; }
}

function remember(on) {
  try { localStorage.setItem(STORED, on ? "on" : "off"); } catch { /* a browser without a memory */ }
}

export default function (page) {
  const form = page.querySelector("[data-judge]");
  const dialog = page.querySelector("#keys");
  const criteria = [...page.querySelectorAll("[data-criterion]")];
  const scored = (criterion) => criterion.querySelector(":checked");
  const box = dialog.querySelector("[data-keys-on]");
  box.checked = enabled();
  box.addEventListener("change", () => remember(box.checked));
  page.querySelector("[data-keys]")?.addEventListener("click", () => dialog.showModal());

  function choose(radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    return radio;
  }

  const acts = {
    score(key) {
      const at = document.activeElement.closest?.("[data-criterion]") ?? criteria.find((one) => !scored(one)) ?? criteria[0];
      if (!at) return;
      const radio = choose(at.querySelector(`[value="${key}"]`));
      const next = criteria[criteria.indexOf(at) + 1];
      (next ? (scored(next) ?? next.querySelector("input")) : radio).focus();
    },
    decide(key) {
      const radio = form?.querySelector(`[name=decision][value=${VERDICTS[key.toLowerCase()]}]`);
      if (!radio) return;
      choose(radio).focus();
      if (radio.value === "refuse") form.querySelector("[name=reason]").focus();
    },
    save() { form?.requestSubmit(form.querySelector("[name=onward]")); },
    next() { page.querySelector("a[rel=next]")?.click(); },
    prev() { page.querySelector("a[rel=prev]")?.click(); },
    keys() { dialog.showModal(); },
  };

  document.addEventListener("keydown", (event) => {
    if (dialog.open || document.querySelector("dialog[open]")) return;
    const target = event.target;
    const act = meaning({
      key: event.key, altKey: event.altKey, ctrlKey: event.ctrlKey, metaKey: event.metaKey,
      writing: isWriting(target), onButton: Boolean(target.closest("a, button, summary")),
    });
    if (!act || event.repeat || (!box.checked && !["save", "keys"].includes(act))) return;
    if (act === "save" && !isWriting(target) && !form?.contains(target) && target !== document.body) return;
    event.preventDefault();
    acts[act](event.key);
  });
}
