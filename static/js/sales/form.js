/* The diary's form as pairs and back. */

/* What the form says, with the button that was pressed. */
export function pairsOf(form, button) {
  const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");
  return button?.name ? [...pairs, [button.name, button.value]] : pairs;
}

/* Puts pairs into the form; a button's becomes a hidden field, so that they can be sent as they were. */
export function fillWith(form, pairs) {
  const told = new Map(pairs);
  for (const control of form.elements) {
    if (!control.name || control.name === "csrf_token" || control.type === "submit") continue;
    if (control.type === "checkbox") control.checked = told.has(control.name);
    else if (told.has(control.name)) control.value = told.get(control.name);
    control.dispatchEvent(new Event("input", { bubbles: false }));
  }
  for (const fold of form.querySelectorAll("details.fold")) {
    if ([...fold.querySelectorAll("input, textarea")].some(({ value }) => value)) fold.open = true;
  }
  if (told.has("nothing_sold")) form.append(hidden("nothing_sold", told.get("nothing_sold")));
  form.dispatchEvent(new Event("filled"));
}

function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

/* An amount that cannot be read, or may mean two, is settled before anything is written down. */
export function refuseUnread(form, button) {
  if (button?.name === "nothing_sold") return false;
  const group = [...form.querySelectorAll("[data-problem]")].find((part) => part.dataset.problem && isAsked(part));
  group?.querySelector("input").focus();
  return Boolean(group);
}

function isAsked(group) {
  const box = group.closest(".chips__product")?.querySelector(".chips__box");
  return !box || box.checked;
}

/* A kept page of a day to come is shown once the day has begun. */
export function openSince(form) {
  const { opens } = form.dataset;
  if (!opens || Date.now() < Date.parse(opens)) return;
  form.hidden = false;
  document.querySelector("[data-until-open]")?.remove();
}
