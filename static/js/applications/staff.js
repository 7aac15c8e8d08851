/* Rows of people at the booth: one may be added as long as the booths' passes allow it. Gives the way to add one. */

export function staff(form, changed) {
  const rows = form.querySelector("[data-staff-rows]");
  if (!rows) return null; // this fair asks for nobody
  const blank = form.querySelector("[data-staff-blank]");
  const add = form.querySelector("[data-staff-add]");
  const passes = Number(rows.dataset.passes);

  const most = () => passes * Number(form.elements.booth_count?.value || 1);
  const show = () => { add.hidden = rows.children.length >= most(); };
  const another = () => {
    const markup = blank.innerHTML.replaceAll("__n__", String(rows.children.length));
    rows.insertAdjacentHTML("beforeend", markup);
    show();
  };

  add.addEventListener("click", () => {
    another();
    rows.lastElementChild.querySelector("input").focus();
  });
  form.addEventListener("change", (event) => { if (event.target.name === "booth_count") { show(); changed(); } });
  show();
  return another;
}
