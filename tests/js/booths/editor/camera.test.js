import assert from "node:assert/strict";
import { test } from "node:test";

import { MOST, fit, kept, panned, toPlan, transform, zoomed } from "../../../../static/js/booths/editor/camera.js";

const FRAME = { width: 1000, height: 600 };
const HALL = { width: 8000, depth: 4000 };

test("the whole hall stands in the middle of the frame", () => {
  const camera = fit({ x: 0, y: 0, ...HALL }, FRAME, 0);
  assert.equal(camera.scale, 0.125);
  assert.deepEqual(toPlan(camera, { x: 500, y: 300 }), { x: 4000, y: 2000 });
});

test("the point under the pointer stays while one zooms, up to a limit", () => {
  const before = { x: 100, y: 50, scale: 0.2 };
  const at = { x: 300, y: 200 };
  const after = zoomed(before, 1.5, at, 0.01);
  assert.ok(Math.abs(after.scale - 0.3) < 1e-9);
  assert.ok(Math.abs(toPlan(after, at).x - toPlan(before, at).x) < 1e-9);
  assert.equal(zoomed(before, 1e9, at, 0.01).scale, MOST);
  assert.equal(zoomed(before, 0, at, 0.01).scale, 0.01);
});

test("a hand moves the floor as far as it goes itself", () => {
  assert.deepEqual(panned({ x: 0, y: 0, scale: 0.5 }, 100, -50), { x: -200, y: 100, scale: 0.5 });
});

test("the hall never goes out of sight", () => {
  for (const [x, y] of [[1e9, 0], [-1e9, 0], [0, 1e9], [0, -1e9]]) {
    const camera = kept({ x, y, scale: 0.5 }, HALL, FRAME);
    assert.ok(camera.x < HALL.width && camera.x + FRAME.width / camera.scale > 0);
    assert.ok(camera.y < HALL.depth && camera.y + FRAME.height / camera.scale > 0);
  }
});

test("at the scale at which it was drawn the sheet is only moved", () => {
  assert.equal(transform({ x: 0, y: 0, scale: 0.5 }, 0.5, 100), "translate(-50.00px, -50.00px) scale(1.00000)");
});
