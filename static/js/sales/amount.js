/* An amount said back while it is typed, in figures and in words, with quick keys, and with both readings to choose from
   where it may mean two amounts:
   <div data-module="sales/amount"> around an input, [data-echo], [data-choices] and [data-keys], inside a form with data-few
   and data-amount-words: a sentence for each problem of lib/amounts.js. The group's data-problem names the problem. */

import { inWords, readAmount } from "../lib/amounts.js";
import { after } from "../lib/later.js";
import { MARKS, grouped } from "../lib/money.js";
import { plainly, withMore, withUnit } from "./keys.js";

const PAUSE_MS = 600; // half a word is no mistake yet

export default function (group) {
  const input = group.querySelector("input");
  const echo = group.querySelector("[data-echo]");
  const choices = group.querySelector("[data-choices]");
  const { amountWords, few: least } = group.closest("form").dataset;
  const words = JSON.parse(amountWords);
  const few = Number(least);
  const language = document.documentElement.lang;
  const mark = MARKS[language] ?? MARKS.vi;
  const shown = (amount) => `${grouped(String(amount), mark)}\u00a0₫`;

  function type(text) {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }

  function say(state, ...content) {
    echo.dataset.state = state;
    echo.replaceChildren(...content);
  }

  function read({ amount }) {
    const figure = document.createElement("strong");
    figure.textContent = shown(amount);
    say("read", figure, language === "vi" ? inWords(amount) : "");
  }

  function offer(amounts) {
    choices.replaceChildren(...amounts.map((amount) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-outline-primary";
      button.textContent = shown(amount);
      button.addEventListener("click", () => type(plainly(amount, few, mark)));
      return button;
    }));
    choices.hidden = amounts.length === 0;
  }

  const complain = after(PAUSE_MS, () => {
    const { problem } = readAmount(input.value, few);
    if (problem in words) say("problem", words[problem]);
  });

  function follow() {
    complain.stop();
    const said = input.value.trim() ? readAmount(input.value, few) : { problem: "empty" };
    group.dataset.problem = said.problem && said.problem !== "empty" ? said.problem : "";
    offer(said.choices ?? []);
    if (said.problem === "empty") say("");
    else if (said.choices) say("problem", words.two_readings);
    else if (said.problem) complain.start();
    else read(said);
  }

  for (const key of group.querySelectorAll("[data-keys] button")) {
    key.addEventListener("click", () => press(key));
  }
  group.querySelector("[data-keys]")?.removeAttribute("hidden");
  input.addEventListener("input", follow);
  follow();

  function press({ dataset }) {
    if (dataset.more) type(withMore(input.value, Number(dataset.more), few, mark));
    else if (dataset.unit) type(withUnit(input.value, dataset.unit));
    else if (dataset.key === "letters") { input.inputMode = "text"; input.focus(); }
    else type("");
  }
}
