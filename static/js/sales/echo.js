/* Says a typed amount back, in figures and in words, as the server will read it:
   <input data-module="sales/echo" data-echo="#id of the paragraph" data-address="/amounts/read">. */

import { latest, readable } from "./typing.js";

const PAUSE = 250;

function show(paragraph, answer) {
  paragraph.dataset.state = answer.problem ? "problem" : "read";
  if (answer.problem) {
    paragraph.textContent = answer.problem;
    return;
  }
  const figure = document.createElement("strong");
  figure.textContent = answer.shown;
  paragraph.replaceChildren(figure, answer.words);
}

export default function (input) {
  const paragraph = document.querySelector(input.dataset.echo);
  const ask = latest(async (text) => {
    const response = await fetch(`${input.dataset.address}?text=${encodeURIComponent(text)}`, {
      headers: { Accept: "application/json" },
    });
    return response.ok ? response.json() : null;
  });
  let timer = 0;
  const follow = () => {
    clearTimeout(timer);
    if (!readable(input.value)) {
      paragraph.replaceChildren();
      delete paragraph.dataset.state;
      return;
    }
    timer = setTimeout(async () => {
      const answer = await ask(input.value);
      if (answer) show(paragraph, answer);
    }, PAUSE);
  };
  input.addEventListener("input", follow);
  follow();
}
