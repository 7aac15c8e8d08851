/* The board without page loads: links and forms inside [data-board] are sent in the background and the board is
   replaced by the server's own. Without script they are plain links and forms. */

import { attach } from "../app.js";
import { toast } from "../lib/toast.js";
import { startDragging } from "./drag.js";
import { sayPrice } from "./prices.js";

const KEPT = [".plan__frame", ".lines"];

function scrolls(board) {
  return KEPT.map((name) => [...board.querySelectorAll(name)].map((e) => [e.scrollLeft, e.scrollTop]));
}

function scrollBack(board, kept) {
  KEPT.forEach((name, i) => {
    board.querySelectorAll(name).forEach((element, n) => {
      [element.scrollLeft, element.scrollTop] = kept[i][n] ?? [0, 0];
    });
  });
}

/* Where the focus was, told in a way that still means something in the new board. */
export function focusKey(element) {
  if (!element) return null;
  if (element.id) return `#${element.id}`;
  if (element.dataset?.booth) return `[data-booth="${element.dataset.booth}"]`;
  const href = element.getAttribute?.("href");
  return href ? `a[href="${href}"]` : null;
}

export default function (board) {
  const replace = (html, address) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const next = page.querySelector("[data-board]");
    if (!next) { location.assign(address); return; }
    const kept = scrolls(board);
    const key = board.contains(document.activeElement) ? focusKey(document.activeElement) : null;
    board.replaceWith(next);
    scrollBack(next, kept);
    attach(next);
    const focus = next.querySelector(".board__problem") ? null : key && next.querySelector(key);
    (focus ?? next.querySelector("#chosen-title a, #chosen-title"))?.focus?.({ preventScroll: true });
  };

  const open = async (address, options = {}) => {
    board.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" }, ...options });
      replace(await answer.text(), answer.url);
      if (answer.ok) history.replaceState(null, "", answer.url);
    } catch {
      toast(board.dataset.wordFailed, "bad");
      board.removeAttribute("aria-busy");
    }
  };

  const send = (form, sender) => {
    const data = new FormData(form, sender);
    const action = sender?.getAttribute("formaction") ?? form.getAttribute("action");
    if ((sender?.getAttribute("formmethod") ?? form.method) === "get") {
      open(`${action.split("?")[0]}?${new URLSearchParams(data)}`);
    } else {
      open(form.action, { method: "POST", body: data });
    }
  };

  board.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-board-form]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  board.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-board-link], a.booth, .tabs a, .pager a");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches("a.booth--fits") && board.querySelector("[data-give-form]")) { giveHere(link.dataset.booth); return; }
    open(link.getAttribute("href"));
  });

  board.addEventListener("change", (event) => {
    const form = event.target.closest("select") && event.target.closest("[data-price-form]");
    if (form) sayPrice(board, form);
  });

  /* A booth that fits, under the keyboard's focus, is the choice whose price is told. */
  board.addEventListener("focusin", (event) => {
    const form = event.target.closest("a.booth--fits") && board.querySelector("[data-give-form]");
    if (!form || form.elements.booth.value === event.target.dataset.booth) return;
    form.elements.booth.value = event.target.dataset.booth;
    sayPrice(board, form);
  });

  /* A booth that fits, pressed while an application is chosen, is given at once. */
  const giveHere = (booth) => {
    const form = board.querySelector("[data-give-form]");
    form.elements.booth.value = booth;
    form.requestSubmit();
  };

  startDragging(board, (move) => {
    const form = board.querySelector("[data-drop-form]");
    form.action = move.other ? form.dataset.swap : form.dataset.give;
    for (const name of ["application", "seen", "booth", "other", "other_seen"]) {
      form.elements[name].value = move[name] ?? "";
      form.elements[name].disabled = !(name in move);
    }
    send(form);
  });
}
