/* A large plan opens where one's own booth is. */

export default function (place) {
  const frame = place.querySelector(".plan__frame");
  const mine = place.querySelector('.booth--mine, .booth[data-chosen="true"]');
  if (!frame || !mine) return;
  const [outer, inner] = [frame.getBoundingClientRect(), mine.getBoundingClientRect()];
  frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  frame.scrollTop += inner.top + inner.height / 2 - outer.top - outer.height / 2;
}
