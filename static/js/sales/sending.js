/* Hands what waits to the server: from the page, and from the service worker when the page is closed. The server knows
   an answer by its id, so that both may try, and as often as they like. */

import { fateOf, tokenIn } from "./waiting.js";

const PATIENCE_MS = 15000;

async function post(row, token) {
  const answer = await fetch(row.address, {
    method: "POST",
    body: new URLSearchParams([...row.pairs, ["csrf_token", token]]),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout?.(PATIENCE_MS),
  });
  const json = await answer.json().catch(() => null);
  return { fate: fateOf({ status: answer.status, redirected: answer.redirected, json }), sentence: json?.error?.sentence ?? "" };
}

async function freshToken(row) {
  const page = await fetch(row.address, { cache: "no-store", headers: { Accept: "text/html" }, signal: AbortSignal.timeout?.(PATIENCE_MS) });
  return page.ok && !page.redirected ? tokenIn(await page.text()) : null;
}

/* {fate, sentence}; never throws: without a network it is "later". */
export async function deliver(row, token = null) {
  try {
    const said = token ? await post(row, token) : { fate: "token" };
    if (said.fate !== "token") return said;
    const fresh = await freshToken(row);
    if (fresh === null) return { fate: "signed_out", sentence: "" };
    const again = await post(row, fresh);
    return again.fate === "token" ? { ...again, fate: "later" } : again;
  } catch {
    return { fate: "later", sentence: "" };
  }
}

const ownOf = (address) => `own ${address}`;

/* The answers that this phone has sent for a day. */
export function ownAnswers(kept, address) {
  return kept[ownOf(address)] ?? [];
}

/* Takes over what became of a row. A refused one stays, for a person to look at. */
export async function settle(store, row, { fate, sentence }) {
  if (fate === "refused") await store.write({ add: [{ ...row, problem: sentence }] });
  if (fate !== "sent") return;
  const { kept } = await store.read();
  await store.write({ drop: [row.id], kept: { [ownOf(row.address)]: [...ownAnswers(kept, row.address), row.id].slice(-20) } });
}

/* Everything that waits; gives [[row, {fate, sentence}], …]. */
export async function deliverAll(store) {
  const { rows } = await store.read();
  const results = [];
  for (const row of rows.filter(({ problem }) => !problem)) {
    const result = await deliver(row);
    await settle(store, row, result);
    results.push([row, result]);
  }
  return results;
}
