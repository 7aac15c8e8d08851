import assert from "node:assert/strict";
import { test } from "node:test";

import { cut, pixelsOf } from "../../../static/js/gate/picture.js";

function aCanvas() {
  const drawn = [];
  const paint = { drawImage: (...what) => drawn.push(what), getImageData: (...size) => size };
  return { drawn, getContext: () => paint };
}

test("the whole picture is made small, its middle stays sharp", () => {
  const canvas = aCanvas();
  assert.deepEqual(pixelsOf("picture", 1280, 720, false, canvas), [0, 0, 640, 360]);
  assert.deepEqual(pixelsOf("picture", 1280, 720, true, canvas), [0, 0, 640, 640]);
  assert.deepEqual(canvas.drawn, [
    ["picture", 0, 0, 1280, 720, 0, 0, 640, 360],
    ["picture", 320, 40, 640, 640, 0, 0, 640, 640],
  ]);
});

test("a small picture, upright too, is looked at as it is", () => {
  assert.deepEqual(cut(480, 640, true), { x: 0, y: 80, width: 480, height: 480 });
  assert.deepEqual(pixelsOf("picture", 480, 640, false, aCanvas()), [0, 0, 480, 640]);
});
