/* The phone's screen at the gate: it stays on, and can be made readable in the sun. */

let asked = false;

export function keepAwake() {
  const ask = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };
  if (!asked) document.addEventListener("visibilitychange", ask);
  asked = true;
  ask();
}

/* Once what has just been put on the screen can be seen; on a page that nobody sees, at once. */
export function afterPainting(act) {
  if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(act));
  else act();
}

export function sunSwitch(button, shines, save) {
  const show = (on) => {
    document.documentElement.toggleAttribute("data-sun", on);
    button.setAttribute("aria-pressed", String(on));
  };
  button.addEventListener("click", () => {
    const on = !document.documentElement.hasAttribute("data-sun");
    save(on);
    show(on);
  });
  show(shines);
}
