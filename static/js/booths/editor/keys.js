/* The keyboard on the drawing. `command` says what a key means; nothing of it works while one types in a form. */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const LETTERS = { v: "select", b: "booth", r: "rows", t: "rotate", m: "merge", "+": "in", "=": "in", "-": "out", 0: "fit", "?": "keys" };
const WITH_CONTROL = { z: "undo", y: "redo", d: "copy", c: "remember", v: "paste", a: "all" };

export function command({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const letter = key.toLowerCase();
  if (ctrlKey || metaKey) return letter === "z" && shiftKey ? { name: "redo" } : named(WITH_CONTROL, letter);
  if (Object.hasOwn(ARROWS, key)) return altKey ? { name: "beside", key } : { name: "nudge", by: ARROWS[key], far: shiftKey };
  if (altKey) return null;
  if (key === "Delete" || key === "Backspace") return { name: "remove" };
  if (key === "Escape") return { name: "leave" };
  if (key === "Tab") return { name: shiftKey ? "before" : "next" };
  if (key === "Enter") return { name: "form" };
  if (key === " ") return { name: "toggle" };
  return named(LETTERS, letter);
}

const named = (table, key) => (Object.hasOwn(table, key) ? { name: table[key] } : null);
