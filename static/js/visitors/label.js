/* A pass as it is shown and printed: its words and its codes. */

const SVG = "http://www.w3.org/2000/svg";

/* Said with a word before it, or not at all. */
const INTRODUCED = ["hotline", "ways"];

/* Puts a badge's values into the elements [data-badge] below `root`. */
export function show(root, badge, words) {
  for (const node of root.querySelectorAll("[data-badge]")) {
    const name = node.dataset.badge;
    if (name === "code" || name === "phone") node.replaceChildren(draw(badge[name], words[name]));
    else node.textContent = INTRODUCED.includes(name) ? introduced(badge[name], words[name]) : badge[name];
  }
}

/* A pass that was kept by an earlier version may lack it. */
export function introduced(value, word) {
  return value ? `${word}: ${value}` : "";
}

/* Nothing of the last visitor stays on the page. */
export function clear(root) {
  for (const node of root.querySelectorAll("[data-badge]")) node.replaceChildren();
}

function draw({ width, path }, word) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${width}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", word);
  const paper = document.createElementNS(SVG, "rect");
  for (const side of ["width", "height"]) paper.setAttribute(side, width);
  paper.setAttribute("fill", "#ffffff");
  const ink = document.createElementNS(SVG, "path");
  ink.setAttribute("d", path);
  svg.append(paper, ink);
  return svg;
}
