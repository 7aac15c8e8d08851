/* Which booth the arrow key means: the nearest one that way, one straight ahead before one aslant. */

const DIRECTIONS = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

export function readRect(text) {
  const [x, y, width, depth] = text.split(" ").map(Number);
  return { x, y, width, depth };
}

const middle = (rect) => [rect.x + rect.width / 2, rect.y + rect.depth / 2];

/* The index in `rects` that `key` leads to from `from`, or -1. */
export function neighbour(rects, from, key) {
  const direction = DIRECTIONS[key];
  if (!direction) return -1;
  const [fromX, fromY] = middle(rects[from]);
  let best = -1;
  let least = Infinity;
  rects.forEach((rect, index) => {
    const [x, y] = middle(rect);
    const ahead = (x - fromX) * direction[0] + (y - fromY) * direction[1];
    const aside = Math.abs((x - fromX) * direction[1]) + Math.abs((y - fromY) * direction[0]);
    if (index === from || ahead <= 0 || aside > ahead * 3) return;
    const cost = ahead + aside * 3;
    if (cost < least) { least = cost; best = index; }
  });
  return best;
}
