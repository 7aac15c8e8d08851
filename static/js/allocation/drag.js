/* Dragging with pointer events, so that a finger does as well as a mouse. What is dragged is an application: from
   the list by its handle, or from the plan by one of its booths. It is dropped on a booth. */

import { moveOf, questionOf } from "./moves.js";

const FAR_PX = 6;
const DWELL_MS = 120; // over one booth, before the server is asked what it would cost

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
  drag.ghost.append(drag.name);
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
  ask(board, drag);
}

/* What dropping here would do, in words, under the name that is dragged. The last question counts. */
function ask(board, drag) {
  clearTimeout(drag.timer);
  drag.ghost.querySelector("small")?.remove();
  drag.ghost.classList.remove("drag-ghost--bad");
  const move = drag.over && moveOf(drag, targetOf(board, drag.over));
  if (!move) return;
  const { ghost, over } = drag;
  drag.timer = setTimeout(async () => {
    const response = await fetch(`${board.dataset.whatIf}?${questionOf(move)}`).catch(() => null);
    if (!response?.ok || drag.over !== over || !ghost.isConnected) return;
    const answer = await response.json();
    const words = document.createElement("small");
    words.textContent = answer.words;
    ghost.append(words);
    ghost.classList.toggle("drag-ghost--bad", !answer.fits);
  }, DWELL_MS);
}

function put(board, drag) {
  clearTimeout(drag.timer);
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
