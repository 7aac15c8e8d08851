import assert from "node:assert/strict";
import { test } from "node:test";

import {
  aligned, between, bounds, following, inOrder, inTheWay, moved, numbers, overlap, readMetres, resized, snapped, turned, writeMetres,
} from "../../../../static/js/booths/editor/shapes.js";

const HALL = { width: 3000, depth: 2000 };
const thing = (key, x, y, width = 300, depth = 300, what = "booth") => ({ key, what, x, y, width, depth });

test("touching is not overlapping", () => {
  assert.equal(overlap(thing("a", 0, 0), thing("b", 300, 0)), false);
  assert.equal(overlap(thing("a", 0, 0), thing("b", 299, 299)), true);
});

test("a rectangle is drawn whichever way the hand goes", () => {
  assert.deepEqual(between({ x: 500, y: 400 }, { x: 200, y: 700 }), { x: 200, y: 400, width: 300, depth: 300 });
});

test("an edge nearby catches before the grid does", () => {
  const box = { x: 612, y: 140, width: 300, depth: 300 };
  assert.deepEqual(snapped(box, [thing("a", 300, 300)], 50, 20), { dx: -12, dy: 10 });
  assert.deepEqual(snapped(box, [], 50, 20), { dx: -12, dy: 10 });
  assert.deepEqual(snapped({ ...box, x: 608, y: 596 }, [thing("a", 305, 290)], 50, 20), { dx: -3, dy: -6 });
});

test("things line up at the edges and the middle of them all", () => {
  const things = [thing("a", 0, 0), thing("b", 450, 100, 200, 500)];
  const at = (how) => Object.values(aligned(things, how)).map(({ x, y }) => [x, y]);
  assert.deepEqual(at("left"), [[0, 0], [0, 100]]);
  assert.deepEqual(at("right"), [[350, 0], [450, 100]]);
  assert.deepEqual(at("centre"), [[175, 0], [225, 100]]);
  assert.deepEqual(at("top"), [[0, 0], [450, 0]]);
  assert.deepEqual(at("bottom"), [[0, 300], [450, 100]]);
  assert.deepEqual(at("middle"), [[0, 150], [450, 50]]);
});

test("four quarter turns bring everything back to its size, and no two things together", () => {
  let things = [thing("a", 300, 300), thing("b", 600, 300), thing("c", 900, 300, 600, 200)];
  for (let i = 0; i < 4; i += 1) {
    const places = turned(things);
    things = things.map((t) => ({ ...t, ...places[t.key] }));
    assert.equal(things.some((a, n) => things.slice(n + 1).some((b) => overlap(a, b))), false);
  }
  assert.deepEqual(things, [thing("a", 300, 300), thing("b", 600, 300), thing("c", 900, 300, 600, 200)]);
});

test("a row becomes a column when it is turned", () => {
  const places = turned([thing("a", 300, 300), thing("b", 600, 300)]);
  assert.deepEqual(places, {
    a: { x: 450, y: 150, width: 300, depth: 300 }, b: { x: 450, y: 450, width: 300, depth: 300 },
  });
});

test("booths get in each other's way, features only in that of booths", () => {
  const things = [thing("a", 0, 0), thing("b", 300, 0), thing("s", 0, 300, 300, 300, "feature")];
  assert.equal(inTheWay({ a: { ...thing("a", 100, 0) } }, things, HALL), true);
  assert.equal(inTheWay({ a: thing("a", 300, 0), b: thing("b", 0, 0) }, things, HALL), false);
  assert.equal(inTheWay({ a: thing("a", 0, 200) }, things, HALL), true);
  assert.equal(inTheWay({ a: thing("a", -1, 0) }, things, HALL), true);
  assert.equal(inTheWay({ a: thing("a", 2701, 0) }, things, HALL), true);
  assert.equal(inTheWay({ new: thing("new", 600, 0), other: thing("other", 700, 0) }, things, HALL), true);
  assert.equal(inTheWay({ s: thing("s", 0, 400) }, [...things, thing("t", 0, 500, 10, 10, "feature")], HALL), false);
});

test("a handle moves its own edges and never turns a booth inside out", () => {
  const place = { x: 300, y: 300, width: 300, depth: 300 };
  assert.deepEqual(resized(place, "se", 100, -50, 50), { x: 300, y: 300, width: 400, depth: 250 });
  assert.deepEqual(resized(place, "nw", 100, -50, 50), { x: 400, y: 250, width: 200, depth: 350 });
  assert.deepEqual(resized(place, "w", 900, 0, 50), { x: 550, y: 300, width: 50, depth: 300 });
});

test("the following number keeps its digits and is free", () => {
  assert.equal(following("A09", []), "A10");
  assert.equal(following("A09", ["a10", "A11"]), "A12");
  assert.equal(following("Sân", []), "Sân2");
  assert.equal(following("9", ["10"]), "11");
});

test("booths are numbered along rows, backwards, like a snake or down columns", () => {
  const things = [thing("d", 300, 700), thing("a", 0, 0), thing("b", 310, 40), thing("c", 0, 700)];
  const keys = (order) => inOrder(things, order).map((t) => t.key).join("");
  assert.equal(keys("rows"), "abcd");
  assert.equal(keys("back"), "badc");
  assert.equal(keys("snake"), "abdc");
  assert.equal(keys("columns"), "acbd");
  assert.deepEqual(numbers("A", "08", 3), ["A08", "A09", "A10"]);
});

test("metres are typed with a comma or a full stop", () => {
  assert.deepEqual(["3", "2,5", " 2.55 ", "", "ba", "-1", "1,234"].map(readMetres), [300, 250, 255, null, null, null, null]);
  assert.equal(writeMetres(250), "2,5");
  assert.deepEqual(bounds([thing("a", 0, 5), thing("b", 400, 0)]), { x: 0, y: 0, width: 700, depth: 305 });
  assert.deepEqual(moved([thing("a", 1, 2)], 3, -1).a, { x: 4, y: 1, width: 300, depth: 300 });
});
