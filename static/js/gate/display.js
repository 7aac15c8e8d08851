/* The phone's screen at the gate: it stays on, and can be made readable in the sun. */

const SUN = "gate-sun";

export function keepAwake() {
  const ask = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

export function sunSwitch(button, storage) {
  const show = (on) => {
    document.documentElement.toggleAttribute("data-sun", on);
    button.setAttribute("aria-pressed", String(on));
  };
  button.addEventListener("click", () => {
    const on = !document.documentElement.hasAttribute("data-sun");
    storage.setItem(SUN, on ? "1" : "");
    show(on);
  });
  show(storage.getItem(SUN) === "1");
}
