/* Attaches modules to elements: <div data-module="gate/scanner lib/confirm"> loads static/js/gate/scanner.js
   and calls its default export with the element. */

import { watch } from "./lib/busy.js";

const NAME = /^[a-z0-9_]+(\/[a-z0-9_]+)*$/;
const attached = new WeakMap();

export function moduleNames(text) {
  return text.split(/\s+/).filter((name) => NAME.test(name));
}

async function attachOne(element, name) {
  const done = attached.get(element) ?? new Set();
  if (done.has(name)) return;
  attached.set(element, done.add(name));
  const module = await import(`./${name}.js`);
  await module.default(element);
}

/* Safe to call again on the same root, for instance after a fragment of the page was replaced. */
export function attach(root) {
  const own = root instanceof Element && root.matches("[data-module]") ? [root] : [];
  for (const element of [...own, ...root.querySelectorAll("[data-module]")]) {
    for (const name of moduleNames(element.dataset.module)) {
      attachOne(element, name).catch((error) => console.error(`module ${name}`, error));
    }
  }
}

if (typeof document !== "undefined") {
  attach(document);
  watch(document);
  document.querySelector(".form-errors")?.focus();
}
