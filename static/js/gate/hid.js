/* A USB or Bluetooth scanner types like a keyboard, very fast, and ends with Enter. */

const GAP_MS = 120;
const SHORTEST = 9;

export const SILENCE = Object.freeze({ text: "", at: 0 });

/* One key more: {text, at} to carry on with, and `code` when Enter closed something long enough. */
export function press(buffer, key, at) {
  const text = at - buffer.at <= GAP_MS ? buffer.text : "";
  if (key === "Enter") return { ...SILENCE, code: text.length >= SHORTEST ? text : null };
  return { text: key.length === 1 ? text + key : text, at, code: null };
}

/* Calls `onCode` with what was typed while no field has the focus. */
export function listen(onCode) {
  let buffer = SILENCE;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select, dialog")) {
      return;
    }
    const { code, ...next } = press(buffer, event.key, event.timeStamp);
    buffer = next;
    if (code) {
      event.preventDefault(); // or Enter would press the button that has the focus
      onCode(code);
    }
  });
}
