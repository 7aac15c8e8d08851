/* A supervisor finds a pass by its holder's name: online only, and nothing of it stays on the phone. */

import { NotSent } from "./api.js";
import { complain } from "./parts.js";

const SHORTEST = 2;

export function searchDialog({ part, api, words, config }, onCode) {
  const dialog = part("search-dialog");
  const [field, error, list] = ["search-name", "search-error", "search-found"].map(part);

  async function find() {
    const name = field.value.trim();
    if (name.length < SHORTEST) return complain(field, error, words.name_short);
    list.replaceChildren();
    try {
      const { answer } = await api.post("search", { q: name });
      complain(field, error, answer.passes.length ? "" : words.nobody_found);
      list.replaceChildren(...answer.passes.map(line));
    } catch (problem) {
      if (!(problem instanceof NotSent)) throw problem;
      complain(field, error, problem.message || words.search_offline);
    }
    return undefined;
  }

  function line({ code, name, role, holder_line: holder, booth }) {
    const button = document.createElement("button");
    button.type = "button";
    const who = document.createElement("strong");
    who.textContent = name;
    const what = document.createElement("span");
    what.textContent = [config.phrases.roles[role], holder, booth].filter(Boolean).join(" · ");
    button.append(who, what);
    button.addEventListener("click", () => { dialog.close(); onCode(code); });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  part("search").addEventListener("click", () => { complain(field, error, ""); dialog.showModal(); });
  part("search-close").addEventListener("click", () => dialog.close());
  part("search-form").addEventListener("submit", (event) => { event.preventDefault(); find(); });
  dialog.addEventListener("close", () => { field.value = ""; list.replaceChildren(); });
}
