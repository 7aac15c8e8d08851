/* Brings the current tab into view where a phone is too narrow for all of them. */

export default function (nav) {
  const current = nav.querySelector("[aria-current]");
  if (!current) return;
  const room = nav.getBoundingClientRect();
  const tab = current.getBoundingClientRect();
  nav.scrollLeft += tab.left + tab.width / 2 - (room.left + room.width / 2);
}
