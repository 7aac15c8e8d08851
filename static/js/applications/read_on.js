/* Left and right arrow go to the application before and after, unless somebody is typing or choosing. */

export function isTyping(element) {
  return Boolean(element?.closest("input, textarea, select, [contenteditable]"));
}

export default function (nav) {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isTyping(event.target)) return;
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    nav.querySelector(rel ? `a[rel="${rel}"]` : ":not(*)")?.click();
  });
}
