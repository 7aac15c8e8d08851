/* Puts a list in order by buttons and by dragging; nothing is sent before the form is:
   <form data-module="lib/order" data-moved="{name}: thứ {place} trên {all}">
     <li data-order-one data-name="…"><input name="order" …><span data-order-grip hidden><button name="up|down">. */

/* Where a member goes by one step; at either end it stays. */
export function stepTo(at, step, all) {
  return Math.min(Math.max(at + step, 0), all - 1);
}

/* Which place a pointer at y stands for, between the middles of the others. */
export function placeAt(y, middles) {
  return middles.filter((middle) => middle < y).length;
}

const members = (form) => [...form.querySelectorAll("[data-order-one]")];

function put(list, one, place) {
  const others = [...list.children].filter((other) => other !== one);
  list.insertBefore(one, others[place] ?? null);
}

function number(form) {
  members(form).forEach((one, i) => { one.querySelector("[data-order-place]").textContent = String(i + 1); });
}

function say(form, one) {
  const all = members(form);
  const values = { name: one.dataset.name, place: all.indexOf(one) + 1, all: all.length };
  form.querySelector("[data-order-said]").textContent = form.dataset.moved.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function moved(form, one) {
  number(form);
  say(form, one);
  form.dataset.changed = "yes";
}

function step(form, button) {
  const one = button.closest("[data-order-one]");
  const all = members(form);
  const at = all.indexOf(one);
  const place = stepTo(at, button.name === "up" ? -1 : 1, all.length);
  if (place !== at) put(one.parentElement, one, place);
  moved(form, one);
  button.focus();
}

function startDragging(form) {
  let held = null;
  form.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-order-grip]");
    if (!grip || event.button !== 0) return;
    held = grip.closest("[data-order-one]");
    held.classList.add("order__one--held");
    grip.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  form.addEventListener("pointermove", (event) => {
    if (!held) return;
    const others = members(form).filter((one) => one !== held);
    const middles = others.map((one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; });
    const place = placeAt(event.clientY, middles);
    if (members(form).indexOf(held) !== place) { put(held.parentElement, held, place); number(form); }
  });
  const drop = () => {
    if (!held) return;
    held.classList.remove("order__one--held");
    moved(form, held);
    held = null;
  };
  form.addEventListener("pointerup", drop);
  form.addEventListener("pointercancel", drop);
}

export default function (form) {
  for (const grip of form.querySelectorAll("[data-order-grip]")) grip.hidden = false;
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=up], button[name=down]");
    if (!button) return;
    event.preventDefault();
    step(form, button);
  });
  startDragging(form);
}
