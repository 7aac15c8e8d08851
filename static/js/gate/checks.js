/* The self-test before scanning: what must be right, and what a steward may go on without knowingly. */

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const CLOCK_ODD_MS = 2 * MINUTE;
const DATA_OLD_MS = 10 * MINUTE;
const DATA_STALE_MS = 12 * HOUR;
const ROOM_BYTES = 20 * 1024 * 1024;

/* [{name, state: "good" | "fair" | "bad", say, values}, …]: `say` names a sentence of the page.

   `facts`: camera (null when it works, else why not), sound, storage {trouble, lasting, room}, skew (ms or null),
   synced (Date or null), now, offline (whether the page is kept), battery. */
export function assess(facts) {
  return [camera(facts), sound(facts), storage(facts), clock(facts), data(facts), offline(facts), battery(facts)].filter(Boolean);
}

export function isGreen(checks) {
  return checks.every(({ state }) => state === "good");
}

function check(name, state, say = `${name}_${state}`, values = {}) {
  return { name, state, say, values };
}

function camera({ camera: why }) {
  return why ? check("camera", "bad", why) : check("camera", "good");
}

function sound({ sound: heard }) {
  return check("sound", heard ? "good" : "bad");
}

function storage({ storage: { trouble, lasting, room } }) {
  if (trouble === "broken") return check("storage", "bad", "storage_broken");
  if (trouble === "full") return check("storage", "bad", "storage_full");
  if (room !== null && room < ROOM_BYTES) return check("storage", "bad", "storage_small", { mb: Math.floor(room / 1048576) });
  return lasting ? check("storage", "good") : check("storage", "fair", "storage_passing");
}

/* The phone judges by the server's clock, so an odd one of its own is said and does not stop anybody. */
function clock({ skew }) {
  if (skew === null) return check("clock", "bad", "clock_unknown");
  const off = Math.abs(skew);
  if (off < CLOCK_ODD_MS) return check("clock", "good");
  const hours = off >= HOUR;
  const values = { n: Math.round(off / (hours ? HOUR : MINUTE)) };
  return check("clock", hours ? "bad" : "fair", hours ? "clock_hours" : "clock_minutes", values);
}

function data({ synced, now }) {
  if (!synced) return check("data", "bad", "data_none");
  const age = now - synced;
  if (age < DATA_OLD_MS) return check("data", "good");
  const old = age >= DATA_STALE_MS;
  const values = { n: Math.round(age / (age >= HOUR ? HOUR : MINUTE)) };
  return check("data", old ? "bad" : "fair", age >= HOUR ? "data_hours" : "data_minutes", values);
}

function offline({ offline: kept }) {
  return kept ? check("offline", "good") : check("offline", "fair");
}

function battery({ battery: level }) {
  if (level === null || level >= 20) return null;
  return check("battery", "fair", "battery_low", { n: level });
}
