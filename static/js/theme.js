/* Runs before the first paint (a blocking script in <head>), so a dark page never flashes white. */
(function () {
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try { return localStorage.getItem("theme") || "auto"; } catch (error) { return "auto"; }
  }

  function apply() {
    var choice = stored();
    var dark = choice === "dark" || (choice === "auto" && system.matches);
    root.dataset.themeChoice = choice;
    root.dataset.bsTheme = dark ? "dark" : "light";
  }

  root.classList.add("has-script");
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("themechange", apply);
})();
