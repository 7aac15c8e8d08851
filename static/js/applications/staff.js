/* Rows of people at the booth: one may be added as long as the booths' passes allow it. */

export function staff(form, changed) {
  const rows = form.querySelector("[data-staff-rows]");
  const blank = form.querySelector("[data-staff-blank]");
  const add = form.querySelector("[data-staff-add]");
  const passes = Number(rows.dataset.passes);

  const most = () => passes * Number(form.elements.booth_count.value || 1);
  const show = () => { add.hidden = rows.children.length >= most(); };

  add.addEventListener("click", () => {
    const markup = blank.innerHTML.replaceAll("__n__", String(rows.children.length));
    rows.insertAdjacentHTML("beforeend", markup);
    rows.lastElementChild.querySelector("input").focus();
    show();
  });
  form.addEventListener("change", (event) => { if (event.target.name === "booth_count") { show(); changed(); } });
  show();
}
