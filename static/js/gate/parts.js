/* Small things all views share: their elements, their numbers. */

/* Elements by data-part: parts("video"). */
export function partsOf(root) {
  const found = new Map([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  return (name) => found.get(name);
}

/* "{n} lượt" with its values put in. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

const formats = new Map(); // making one takes a slow phone longer than half a verdict

export function grouped(number) {
  const language = document.documentElement.lang || "vi";
  if (!formats.has(language)) formats.set(language, new Intl.NumberFormat(language));
  return formats.get(language).format(number);
}

/* A sentence that the page said wrong beside a field, or takes back. */
export function complain(field, error, sentence) {
  error.textContent = sentence;
  error.hidden = !sentence;
  field.classList.toggle("is-invalid", Boolean(sentence));
  field.setAttribute("aria-invalid", String(Boolean(sentence)));
}
