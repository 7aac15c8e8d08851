/* An answer that waits on the phone: how it is written down, and what the server's answer means for it.
   No document here: tested with node. */

/* `pairs`: the form's, without its token. `former`: rows of the same day that this one replaces; `own`: answers that this
   phone has sent for it. The writer has seen all of these, whatever the page was made with. */
export function rowOf(id, address, pairs, at, former = [], own = []) {
  const told = new Map(pairs);
  const seen = new Set([...(told.get("seen") ?? "").split(" "), ...own]);
  for (const row of former) {
    seen.add(row.id);
    for (const known of (new Map(row.pairs).get("seen") ?? "").split(" ")) seen.add(known);
  }
  seen.delete("");
  const rest = pairs.filter(([name]) => !["answer_id", "seen", "written_at", "csrf_token"].includes(name));
  return { id, address, at, problem: null, pairs: [...rest, ["answer_id", id], ["seen", [...seen].join(" ")], ["written_at", at]] };
}

/* "sent", "token" (the page is too old: try with a new one), "signed_out", "refused" or "later". */
export function fateOf({ status, redirected, json }) {
  if (redirected || status === 401 || status === 403 || status === 404) return "signed_out";
  if (status >= 200 && status < 300) return json?.kept ? "sent" : "later";
  if (status === 400) return "token";
  if (status === 409 || status === 413 || status === 422) return "refused";
  return "later";
}

export function tokenIn(page) {
  return /name="csrf_token"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? null;
}

/* 20:41, as the phone's clock had it. */
export function clockOf(at) {
  const moment = new Date(at);
  return [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
