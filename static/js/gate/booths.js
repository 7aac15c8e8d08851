/* The list of booths on an officer's phone, for a sign that is gone: by number or name, without a network. */

import { fold, matches } from "../lib/fold.js";
import { timeOf } from "./footer.js";
import { fill } from "./parts.js";

const MOST_FOUND = 60;

export function boothsDialog({ part, words }, list, onChosen) {
  const dialog = part("booths-dialog");

  function find(query) {
    const booths = list();
    const found = booths.filter(({ number, exhibitor, unit }) => matches(fold(`${number} ${exhibitor} ${unit}`), query));
    const none = booths.length === 0 ? words.booths_unknown : words.booths_none;
    part("booths-note").textContent = found.length ? "" : none;
    part("booths-found").replaceChildren(...found.slice(0, MOST_FOUND).map(entry));
  }

  function entry(booth) {
    const button = document.createElement("button");
    button.type = "button";
    const who = document.createElement("strong");
    who.textContent = `${booth.number} · ${booth.exhibitor}`;
    const what = document.createElement("span");
    const last = booth.last ? fill(words.booth_checked, { time: timeOf(booth.last) }) : words.booth_unchecked;
    what.textContent = booth.open.length ? `${last} · ${fill(words.booth_open, { n: booth.open.length })}` : last;
    button.append(who, what);
    button.addEventListener("click", () => { dialog.close(); onChosen(booth); });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  part("booths").addEventListener("click", () => {
    part("booths-query").value = "";
    find("");
    dialog.showModal();
  });
  part("booths-query").addEventListener("input", ({ target }) => find(target.value));
  part("booths-close").addEventListener("click", () => dialog.close());
  part("booths-form").addEventListener("submit", (event) => event.preventDefault());
}
