/* The pixels of one picture of the camera, on the page or in the decoder's worker. */

const LONGEST_SIDE = 640;

/* Turn about: the whole picture made small, and (`near`) its middle as sharp as it is for a badge far away. */
export function pixelsOf(source, width, height, near, canvas) {
  const { x, y, ...from } = cut(width, height, near);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(from.width, from.height));
  canvas.width = Math.round(from.width * scale);
  canvas.height = Math.round(from.height * scale);
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  paint.drawImage(source, x, y, from.width, from.height, 0, 0, canvas.width, canvas.height);
  return paint.getImageData(0, 0, canvas.width, canvas.height);
}

/* What of the picture is looked at. */
export function cut(width, height, near) {
  if (!near) return { x: 0, y: 0, width, height };
  const side = Math.min(width, height, LONGEST_SIDE);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}
