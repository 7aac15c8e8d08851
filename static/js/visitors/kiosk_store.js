/* What a kiosk keeps on its machine: its credential with what it last heard, and the registrations that wait. */

import * as outbox from "./outbox.js";

const NAME = "fairapp-kiosk";

/* {kept, box, fails}; a browser that keeps nothing gives an empty kiosk. */
export function load(now) {
  const kept = { credential: null, state: null, stopped: "" };
  try {
    Object.assign(kept, JSON.parse(localStorage.getItem(NAME) ?? "{}"));
    return { kept, box: outbox.forgetOld(outbox.read(localStorage.getItem(`${NAME}-outbox`)), now), fails: false };
  } catch {
    return { kept, box: outbox.empty(), fails: true };
  }
}

/* Whether it could be kept. */
export function keep(kept, box) {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
    localStorage.setItem(`${NAME}-outbox`, JSON.stringify(box));
    return true;
  } catch {
    return false;
  }
}
