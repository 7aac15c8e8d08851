/* Says at once that something is under way, and takes a second press for the first one.
   Every posted form does so by itself. A link to a page that takes long has data-busy. Where the answer is a file, link
   or form has data-busy="file": the page stays, and the server tells by a cookie that it has answered. */

const QUICK_MS = 250; // an answer within this time does not flicker
const HELD_MS = 10_000; // after that a second press is meant
const ASK_MS = 250;
const GIVE_UP_MS = 180_000;
const busy = new Map();

export function newToken() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function withToken(address, token) {
  const [path, fragment] = address.split("#");
  const asked = `${path}${path.includes("?") ? "&" : "?"}ready=${token}`;
  return fragment === undefined ? asked : `${asked}#${fragment}`;
}

export function isReady(cookies, token) {
  return cookies.split("; ").includes(`ready=${token}`);
}

export function isHeldBack(since, now) {
  return since !== undefined && now - since < HELD_MS;
}

function show(button, words) {
  const kept = [...button.childNodes];
  const circle = document.createElement("span");
  circle.className = "busy-circle";
  circle.setAttribute("aria-hidden", "true");
  const said = document.createElement("span");
  said.textContent = words;
  button.setAttribute("aria-disabled", "true");
  button.replaceChildren(circle, said);
  const aloud = said.cloneNode(true);
  aloud.className = "visually-hidden";
  document.getElementById("toasts").append(aloud);
  return () => { aloud.remove(); button.removeAttribute("aria-disabled"); button.replaceChildren(...kept); };
}

function start(element, button, words) {
  let takeBack = () => {};
  const timer = setTimeout(() => { takeBack = show(button, words); }, QUICK_MS);
  element.setAttribute("aria-busy", "true");
  busy.set(element, { since: Date.now(), end: () => {
    clearTimeout(timer);
    takeBack();
    element.removeAttribute("aria-busy");
    busy.delete(element);
  } });
}

function stop(element) {
  busy.get(element)?.end();
}

function stopWhenReady(element, token) {
  const until = Date.now() + GIVE_UP_MS;
  const asking = setInterval(() => {
    if (!isReady(document.cookie, token) && Date.now() < until) return;
    clearInterval(asking);
    stop(element);
  }, ASK_MS);
}

function askFor(form) {
  const token = newToken();
  form.dataset.to ??= form.getAttribute("action");
  form.action = withToken(form.dataset.to, token);
  return token;
}

function onSubmit(event) {
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  if (event.defaultPrevented || form.method !== "post" || !button) return;
  if (isHeldBack(busy.get(form)?.since, Date.now())) { event.preventDefault(); return; }
  stop(form);
  const words = document.getElementById("toasts").dataset;
  const file = form.dataset.busy === "file";
  start(form, button, file ? words.wordFile : words.wordBusy);
  if (file) stopWhenReady(form, askFor(form));
}

function onClick(event) {
  const link = event.target.closest?.("a[data-busy]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (isHeldBack(busy.get(link)?.since, Date.now())) { event.preventDefault(); return; }
  stop(link);
  const words = document.getElementById("toasts").dataset;
  const file = link.dataset.busy === "file";
  start(link, link, file ? words.wordFile : words.wordBusy);
  if (!file) return;
  event.preventDefault();
  const token = newToken();
  stopWhenReady(link, token);
  location.assign(withToken(link.getAttribute("href"), token));
}

/* On the document, so that whoever sends a form in the background, or asks first, has said so before. */
export function watch(root) {
  root.addEventListener("submit", onSubmit);
  root.addEventListener("click", onClick);
  window.addEventListener("pageshow", () => { [...busy.keys()].forEach(stop); }); // come back by the browser's arrow
}
