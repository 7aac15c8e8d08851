/* The organiser's plan: a click opens a booth in the panel beside it; Shift, the space bar or "choose several"
   gathers booths for one action. Without script each booth is a link to its own page. */

import { attach } from "../app.js";
import { toggled } from "./selection.js";

export default function (desk) {
  const panel = desk.querySelector(".plan-desk__panel");
  const one = panel.querySelector("[data-one]");
  const many = panel.querySelector("[data-many]");
  const pick = panel.querySelector("[data-pick-mode]");
  const links = new Map([...desk.querySelectorAll("a.booth[data-booth]")].map((link) => [link.dataset.booth, link]));
  let chosen = [...many.querySelectorAll("input[name=booth]")].map((input) => input.value);

  const show = () => {
    for (const [id, link] of links) link.dataset.chosen = String(chosen.includes(id));
    many.hidden = chosen.length === 0;
    one.hidden = chosen.length > 0;
    many.querySelector("[data-list]").textContent = chosen.map((id) => links.get(id).querySelector(".booth__number").textContent).join(", ");
    many.querySelector("[data-inputs]").replaceChildren(...chosen.map((id) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "booth", value: id });
      return input;
    }));
  };
  const toggle = (id) => { chosen = toggled(chosen, id, [...links.keys()]); show(); };
  const open = async (link) => {
    const answer = await fetch(link.getAttribute("href"), { headers: { "X-Fragment": "1", Accept: "text/html" } });
    if (!answer.ok) { location.assign(link.getAttribute("href")); return; }
    chosen = [];
    show();
    one.innerHTML = await answer.text();
    attach(one);
    link.dataset.chosen = "true";
    if (panel.getBoundingClientRect().top > window.innerHeight - 80) panel.scrollIntoView({ block: "start" });
  };

  desk.addEventListener("click", (event) => {
    const link = event.target.closest("a.booth[data-booth]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.shiftKey || pick.checked) toggle(link.dataset.booth);
    else open(link);
  });
  desk.addEventListener("keydown", (event) => {
    const link = event.target.closest("a.booth[data-booth]");
    if (!link || event.key !== " ") return;
    event.preventDefault();
    toggle(link.dataset.booth);
  });
  panel.querySelector("[data-clear]").addEventListener("click", () => { chosen = []; show(); });
  panel.querySelector("[data-pick]").hidden = false;
  show();
}
