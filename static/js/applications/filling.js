/* Puts values into the controls of one field, and says beside a field what has to be said. */

import { fieldOf } from "./changes.js";

export function fill(form, field, pairs, addRow) {
  const names = new Set(pairs.map(([name]) => name));
  for (const name of names) if (!form.elements[name] && addRow) addRow();
  for (const control of controlsOf(form, field)) {
    const mine = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "checkbox" || control.type === "radio") control.checked = mine.includes(control.value);
    else control.value = mine[0] ?? "";
  }
}

const SILENT = ["file", "submit", "button", "reset", "image", "fieldset", "output"];

/* The form's pairs as the server wrote them. What somebody entered before the scripts came is a change already. */
export function asServed(form) {
  const speaking = [...form.elements].filter(({ name, type, disabled }) => name && !disabled && !SILENT.includes(type));
  return speaking.flatMap((control) => servedValues(control).map((value) => [control.name, value]));
}

function servedValues(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.defaultChecked ? [control.value] : [];
  if (!control.options) return [control.defaultValue];
  const chosen = [...control.options].filter((option) => option.defaultSelected);
  if (chosen.length === 0 && !control.multiple) chosen.push(...[...control.options].slice(0, 1));
  return chosen.map((option) => option.value);
}

function controlsOf(form, field) {
  return [...form.elements].filter((control) => control.name && fieldOf(control.name) === field);
}

/* The field itself where it has a frame of its own, else its part of the page. */
export function partOf(form, field) {
  const part = document.getElementById(`part-${field}`);
  if (part) return part;
  const input = form.elements[field];
  const element = input instanceof RadioNodeList ? input[0] : input;
  return element?.closest(".field") ?? form;
}

/* The sentence stands at the end of the field's part of the page, and goes when the field is right again. */
export function mark(form, field, sentence) {
  const part = partOf(form, field);
  part.querySelector(`[data-late-error="${field}"]`)?.remove();
  if (!sentence) return;
  const line = document.createElement("p");
  line.className = "field__error";
  line.dataset.lateError = field;
  line.textContent = sentence;
  part.append(line);
}

/* Somebody else's content stands beside one's own until a person has chosen. */
export function choose(form, field, sentence, words, { take, hold }) {
  const part = partOf(form, field);
  part.querySelector(`[data-other="${field}"]`)?.remove();
  const box = document.createElement("div");
  box.className = "other";
  box.dataset.other = field;
  box.setAttribute("role", "alert");
  const line = document.createElement("p");
  line.textContent = sentence;
  box.append(line, button(words.take, "btn btn-secondary btn-sm", take), button(words.hold, "btn btn-outline-primary btn-sm", hold));
  part.append(box);
  function button(word, looks, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = looks;
    made.textContent = word;
    made.addEventListener("click", () => { box.remove(); act(); });
    return made;
  }
}

/* What a yes brings with it is shown only after the yes. */
export function follow(form) {
  for (const part of form.querySelectorAll("[data-follows]")) {
    const leader = part.dataset.follows;
    const show = () => {
      const said = new FormData(form).getAll(leader);
      part.hidden = !said.includes("y");
    };
    form.addEventListener("change", show);
    form.addEventListener("filled", show);
    show();
  }
}
