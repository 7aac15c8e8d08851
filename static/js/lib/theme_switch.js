/* A button that goes through: as the system, light, dark. Its words come from data-word-*. */

const ORDER = ["auto", "light", "dark"];

export function nextTheme(choice) {
  return ORDER[(ORDER.indexOf(choice) + 1) % ORDER.length];
}

export default function (button) {
  const root = document.documentElement;
  const name = () => {
    const word = button.dataset[`word${root.dataset.themeChoice.replace(/^./, (c) => c.toUpperCase())}`];
    button.setAttribute("aria-label", word);
    button.title = word;
  };
  button.addEventListener("click", () => {
    try { localStorage.setItem("theme", nextTheme(root.dataset.themeChoice)); } catch { return; }
    document.dispatchEvent(new Event("themechange"));
    name();
  });
  button.hidden = false;
  name();
}
