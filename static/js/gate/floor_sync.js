/* What an officer's phone exchanges besides scans: the booths, and photos in parts. */

import { NotSent } from "./api.js";

const OLD_MS = 5 * 60000;
const PART = 64 * 1024;

/* `known.floor`: {mark, booths, at}. Asked for when it is missing or old; unchanged booths are not sent again. */
export async function refreshBook(memory, api, now) {
  const floor = memory.known.floor ?? null;
  if (floor && now - Date.parse(floor.at) < OLD_MS) return;
  const { answer } = await api.get(`floor${floor ? `?mark=${floor.mark}` : ""}`);
  const booths = answer.booths ?? floor.booths;
  await memory.keep({ kept: { floor: { mark: answer.mark, booths, at: now.toISOString() } } });
}

/* The oldest photo whose check is not being written or waiting any more. */
export function nextPhoto(memory) {
  const waiting = new Set(memory.rows.filter(({ kind }) => kind === "check").map(({ id }) => id));
  waiting.add(memory.known.draft?.id);
  return memory.rows.find(({ kind, check }) => kind === "photo" && !waiting.has(check)) ?? null;
}

/* Part by part from where the server says it stands: after a break nothing is sent twice but the broken part. */
export async function sendPhoto({ id, data }, memory, api) {
  let from = 0;
  try {
    for (;;) {
      const { answer } = await api.sendBytes(`photos/${id}/${from}`, data.slice(from, from + PART));
      if (answer.done) break;
      from = answer.held;
    }
  } catch (error) {
    if (!(error instanceof NotSent) || error.kind !== "missing" || !error.message) throw error;
  } // the server says that it has no such check: it lies with the unreadable ones
  await memory.keep({ drop: [id] });
}
