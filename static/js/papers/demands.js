/* The table of papers: a switch shows its state by colour; Shift with a choice sets the whole row, and the arrow
   keys with Alt go from switch to switch. */

export function beside(cells, index, key, width) {
  const to = index + ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -width, ArrowDown: width }[key] ?? 0);
  return to !== index && to >= 0 && to < cells ? to : null;
}

export default function (form) {
  const all = [...form.querySelectorAll(".demands__ask")];
  const width = form.querySelector("[data-row]").querySelectorAll(".demands__ask").length;
  let shift = false;
  const show = (select) => { select.dataset.ask = select.value; };

  form.addEventListener("keyup", (event) => { shift = event.shiftKey; });
  form.addEventListener("keydown", (event) => {
    shift = event.shiftKey;
    const index = all.indexOf(event.target);
    if (index < 0 || !event.altKey) return;
    const to = beside(all.length, index, event.key, width);
    if (to === null) return;
    event.preventDefault();
    all[to].focus();
  });
  form.addEventListener("pointerdown", (event) => { shift = event.shiftKey; });
  form.addEventListener("change", (event) => {
    const select = event.target;
    if (!all.includes(select)) return;
    const row = shift ? [...select.closest("[data-row]").querySelectorAll(".demands__ask")] : [select];
    for (const one of row) { one.value = select.value; show(one); }
  });
  all.forEach(show);
}
