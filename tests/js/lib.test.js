import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { moduleNames } from "../../static/js/app.js";
import { after } from "../../static/js/lib/later.js";
import { nextTheme } from "../../static/js/lib/theme_switch.js";

test("module names outside static/js are not loaded", () => {
  assert.deepEqual(moduleNames("gate/scanner lib/confirm"), ["gate/scanner", "lib/confirm"]);
  assert.deepEqual(moduleNames("../vendor/x https://a.vn/x.js /etc gate//x"), []);
});

test("the theme goes from the system's to light, to dark and back", () => {
  assert.equal(nextTheme("auto"), "light");
  assert.equal(nextTheme("light"), "dark");
  assert.equal(nextTheme("dark"), "auto");
  assert.equal(nextTheme("nonsense"), "auto");
});

test("an action runs once, some time after the last start", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let runs = 0;
  const later = after(800, () => { runs += 1; });
  later.start();
  mock.timers.tick(500);
  later.start();
  mock.timers.tick(799);
  assert.equal(runs, 0);
  mock.timers.tick(1);
  assert.equal(runs, 1);
  later.start();
  later.stop();
  mock.timers.tick(2000);
  assert.equal(runs, 1);
  mock.timers.reset();
});
