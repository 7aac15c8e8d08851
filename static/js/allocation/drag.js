/* Dragging with pointer events, so that a finger does as well as a mouse. What is dragged is an application: from
   the list by its handle, or from the plan by one of its booths. It is dropped on a booth. */

import { moveOf } from "./moves.js";

const FAR_PX = 6;

export function startDragging(board, drop) {
  let drag = null;

  board.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || drag) return;
    const source = board.querySelector("[data-drop-form]") && sourceOf(board, event.target);
    if (!source) return;
    drag = { ...source, id: event.pointerId, x: event.clientX, y: event.clientY, ghost: null, over: null };
    if (source.handle) { event.preventDefault(); board.setPointerCapture(event.pointerId); }
  });

  board.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.ghost) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR_PX) return;
      if (!drag.handle && event.pointerType !== "mouse") { drag = null; return; } // a finger on the plan scrolls it
      lift(board, drag, event);
    }
    event.preventDefault();
    follow(board, drag, event);
  });

  board.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const done = drag;
    put(board, drag);
    drag = null;
    if (!done.ghost) return;
    swallowClick(board);
    const move = done.over && moveOf(done, targetOf(board, done.over));
    if (move) drop(move);
  });

  const cancel = () => { if (drag) { put(board, drag); drag = null; } };
  board.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") cancel(); });
  board.addEventListener("dragstart", (event) => event.preventDefault()); // the browser's own, of links
}

function sourceOf(board, target) {
  const handle = target.closest("[data-drag]");
  if (handle) return { handle: true, application: handle.dataset.drag, seen: handle.dataset.seen, name: handle.dataset.name };
  const booth = target.closest("a.booth--assigned, a.booth--held");
  const holder = booth && holderOf(board, booth);
  return holder ? { handle: false, ...holder } : null;
}

/* Who has a booth stands in the table that the page carries for the script. */
function holderOf(board, booth) {
  return JSON.parse(board.dataset.holders)[booth.dataset.booth] ?? null;
}

function targetOf(board, booth) {
  const holder = holderOf(board, booth);
  return { booth: booth.dataset.booth, ...(holder ? { other: holder.application, other_seen: holder.seen } : {}) };
}

function lift(board, drag, event) {
  if (!drag.handle) board.setPointerCapture(event.pointerId);
  drag.ghost = document.createElement("div");
  drag.ghost.className = "drag-ghost";
  drag.ghost.textContent = drag.name;
  document.body.append(drag.ghost);
  board.classList.add("board--dragging");
}

function follow(board, drag, event) {
  drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-booth]") ?? null;
  if (over === drag.over) return;
  drag.over?.classList.remove("booth--over");
  over?.classList.add("booth--over");
  drag.over = over;
}

function put(board, drag) {
  drag.ghost?.remove();
  drag.over?.classList.remove("booth--over");
  board.classList.remove("board--dragging");
}

/* The click that follows a drag is part of it. */
function swallowClick(board) {
  const stop = (event) => { event.preventDefault(); event.stopPropagation(); };
  board.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => board.removeEventListener("click", stop, { capture: true }), 0);
}
