/* One stop for the Tab key in a plan of many booths; arrow keys walk from booth to booth. */

import { neighbour, readRect } from "./neighbours.js";

export default function (figure) {
  const links = [...figure.querySelectorAll("a.booth[data-rect]")];
  if (links.length === 0) return;
  const rects = links.map((link) => readRect(link.dataset.rect));
  let current = 0;
  const stop = (index) => {
    links[current].setAttribute("tabindex", "-1");
    links[index].setAttribute("tabindex", "0");
    current = index;
  };
  for (const link of links) link.setAttribute("tabindex", "-1");
  stop(0);
  figure.addEventListener("focusin", (event) => {
    const index = links.indexOf(event.target.closest("a.booth"));
    if (index >= 0) stop(index);
  });
  figure.addEventListener("keydown", (event) => {
    const here = links.indexOf(document.activeElement);
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(rects, here, event.key);
    if (next < 0) return;
    event.preventDefault();
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
