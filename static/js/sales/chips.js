/* A chip that is picked shows its amount and takes the cursor there: <div data-module="sales/chips">. */

export default function (group) {
  group.addEventListener("change", (event) => {
    if (!event.target.matches(".chips__box") || !event.target.checked) return;
    event.target.closest(".chips__product").querySelector(".chips__line input")?.focus();
  });
}
