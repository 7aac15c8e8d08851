/* A <details> that opens when the address points at it: <details id="x" data-module="lib/open_target">. */

export default function (details) {
  const look = () => {
    if (location.hash !== `#${details.id}`) return;
    details.open = true;
    details.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", look);
  look();
}
