/* toast("Đã lưu") shows a short note at the bottom of the page and says it to screen readers.
   toast("…", "bad") is for failures; it stays until it is closed. */

const SHOWN_MS = 5000;

export function toast(text, tone = "neutral") {
  const note = document.createElement("div");
  note.className = tone === "bad" ? "toast-note toast-note--bad" : "toast-note";
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", document.getElementById("toasts").dataset.wordClose);
  close.addEventListener("click", () => note.remove());
  note.append(words, close);
  document.getElementById("toasts").append(note);
  if (tone !== "bad") setTimeout(() => note.remove(), SHOWN_MS);
  return note;
}
