import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fold, matches } from "../../static/js/lib/fold.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/vn_text.json", import.meta.url)));

test("folding agrees with the server's on the shared cases", () => {
  assert.ok(vectors.fold.length > 3);
  for (const [written, folded] of vectors.fold) assert.equal(fold(written), folded);
});

test("marks, case and đ are ignored", () => {
  assert.equal(fold("Đông Triều  CHẢ mực"), "dong trieu cha muc");
});

test("composed and decomposed letters fold alike", () => {
  assert.equal(fold("chả mực".normalize("NFD")), fold("chả mực".normalize("NFC")));
});

test("every typed word is found, in any order", () => {
  const row = fold("HTX Chả mực Hạ Long, Quảng Ninh");
  assert.ok(matches(row, "ninh cha"));
  assert.ok(matches(row, ""));
  assert.ok(!matches(row, "cha ha noi"));
});
