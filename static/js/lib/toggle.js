/* A button that opens and folds the element named in aria-controls. */

export default function (button) {
  const body = document.getElementById(button.getAttribute("aria-controls"));
  button.addEventListener("click", () => {
    const open = body.dataset.open !== "true";
    body.dataset.open = String(open);
    button.setAttribute("aria-expanded", String(open));
  });
}
