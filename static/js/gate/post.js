/* Hands JSON to the server. Whatever goes wrong becomes one error with a sentence for the screen. */

const PATIENCE_MS = 8000;

/* `kind`: "network" (try again by itself), "session" (the person must sign in again), "refused" (the
   server read it and will not take it). */
export class NotSent extends Error {
  constructor(kind, sentence) {
    super(sentence);
    this.kind = kind;
  }
}

export async function postJson(url, body, words, send = fetch) {
  let response;
  try {
    response = await send(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
  } catch {
    throw new NotSent("network", words.offline);
  }
  return read(response, words);
}

async function read(response, words) {
  const answer = await response.json().catch(() => null);
  if (response.ok && answer && !response.redirected) return answer;
  const sentence = answer?.error?.sentence;
  if (response.status >= 500 || response.status === 429) throw new NotSent("network", sentence ?? words.offline);
  if (response.ok || [400, 401, 403].includes(response.status)) {
    throw new NotSent("session", sentence ?? words.signed_out);
  }
  throw new NotSent("refused", sentence ?? words.refused);
}

function csrfToken() {
  return globalThis.document?.querySelector('meta[name="csrf-token"]')?.content ?? "";
}
