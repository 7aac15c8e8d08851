/* The organiser's list: choose all of a page, a range with Shift, and move between the boxes with the arrow keys. */

export function span(from, to) {
  const [first, last] = from < to ? [from, to] : [to, from];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

export default function (form) {
  const all = form.querySelector("[data-bulk-all]");
  const boxes = [...form.querySelectorAll("[data-bulk-one]")];
  const count = form.querySelector("[data-bulk-count]");
  let last = null;

  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = String(chosen);
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };

  all.hidden = false;
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; show(); });
  boxes.forEach((box, i) => {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last !== null) for (const j of span(last, i)) boxes[j].checked = box.checked;
      last = i;
      show();
    });
    box.addEventListener("keydown", (event) => {
      const next = { ArrowDown: i + 1, ArrowUp: i - 1 }[event.key];
      if (next === undefined || !boxes[next]) return;
      event.preventDefault();
      boxes[next].focus();
    });
  });
  show();
}
