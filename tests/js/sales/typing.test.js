import assert from "node:assert/strict";
import { test } from "node:test";

import { latest, readable } from "../../../static/js/sales/typing.js";

test("there is something to read from the first digit on", () => {
  for (const text of ["1", "1tr2", " 850k", "₫ 5"]) assert.equal(readable(text), true, text);
  for (const text of ["", "  ", "triệu", "₫"]) assert.equal(readable(text), false, text);
});

test("only the answer to the last question counts", async () => {
  const waiting = [];
  const ask = latest((text) => new Promise((resolve) => waiting.push(() => resolve(text))));
  const first = ask("1");
  const second = ask("1tr");
  waiting[1]();
  waiting[0]();
  assert.equal(await first, null);
  assert.equal(await second, "1tr");
});

test("a question that fails gives nothing and breaks nothing", async () => {
  const ask = latest(async (text) => {
    if (text === "1") throw new TypeError("no network");
    return text;
  });
  assert.equal(await ask("1"), null);
  assert.equal(await ask("2"), "2");
});
