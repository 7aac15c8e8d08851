/* Where one looks: `x`, `y` is the plan's point at the frame's upper left corner, `scale` pixels a centimetre.
   No document here: tested with node. */

export const MOST = 1.2;

export function fit(rect, frame, margin = 24) {
  const scale = Math.min(MOST, (frame.width - 2 * margin) / rect.width, (frame.height - 2 * margin) / rect.depth);
  return {
    scale,
    x: rect.x - (frame.width / scale - rect.width) / 2,
    y: rect.y - (frame.height / scale - rect.depth) / 2,
  };
}

/* Closer or farther by a factor, with the point under the pointer kept where it is. */
export function zoomed(camera, factor, at, least) {
  const scale = Math.min(MOST, Math.max(least, camera.scale * factor));
  return {
    scale,
    x: camera.x + at.x / camera.scale - at.x / scale,
    y: camera.y + at.y / camera.scale - at.y / scale,
  };
}

export function panned(camera, dx, dy) {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/* Never so far away that the hall is out of sight: a strip of the frame always shows some of it. */
export function kept(camera, hall, frame, strip = 80) {
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const room = strip / camera.scale;
  return {
    ...camera,
    x: clamp(camera.x, room - frame.width / camera.scale, hall.width - room),
    y: clamp(camera.y, room - frame.height / camera.scale, hall.depth - room),
  };
}

export function toPlan(camera, point) {
  return { x: camera.x + point.x / camera.scale, y: camera.y + point.y / camera.scale };
}

/* The sheet is drawn at one scale and moved by a transform, which the browser does without drawing again.
   `drawn` is the scale at which the sheet was last drawn. */
export function transform(camera, drawn, margin) {
  const left = (-margin - camera.x) * camera.scale;
  const top = (-margin - camera.y) * camera.scale;
  return `translate(${left.toFixed(2)}px, ${top.toFixed(2)}px) scale(${(camera.scale / drawn).toFixed(5)})`;
}
