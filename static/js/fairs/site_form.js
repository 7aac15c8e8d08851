/* Parts of a form that matter only for one answer: <… data-module="fairs/site_form"> holds a field with
   data-choose="x" and a part with data-when="x", shown while the field says "new" or is ticked.
   Without script every part is simply there. */

export function wanted(field) {
  return field.type === "checkbox" ? field.checked : field.value === "new";
}

export default function (box) {
  for (const field of box.querySelectorAll("[data-choose]")) {
    const part = box.querySelector(`[data-when="${field.dataset.choose}"]`);
    const show = () => { part.hidden = !wanted(field); };
    field.addEventListener("change", show);
    show();
  }
}
