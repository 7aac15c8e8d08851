/* Brings the day one is on into view: <ol data-module="sales/strip">. */

export default function (strip) {
  const here = strip.querySelector("[aria-current]");
  if (here) strip.scrollLeft = here.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
}
