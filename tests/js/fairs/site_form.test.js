import assert from "node:assert/strict";
import { test } from "node:test";

import { wanted } from "../../../static/js/fairs/site_form.js";

test("a part opens for a new thing or a ticked box, and for nothing else", () => {
  assert.equal(wanted({ type: "select-one", value: "new" }), true);
  assert.equal(wanted({ type: "select-one", value: "12" }), false);
  assert.equal(wanted({ type: "checkbox", checked: true, value: "y" }), true);
  assert.equal(wanted({ type: "checkbox", checked: false, value: "new" }), false);
});
