/* Speaks with the server. Whatever goes wrong becomes one error of a kind: "network" (nothing is known, try again),
   "refused" (with a sentence; trying again is no use), "stopped" (this machine is no kiosk any more). */

const PATIENCE_MS = 12000;
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

export class NotDone extends Error {
  constructor(kind, sentence = "") {
    super(sentence);
    this.kind = kind;
  }
}

export async function post(path, body, { credential, language }, send = (...request) => fetch(...request)) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": language };
  if (credential) headers.Authorization = `Bearer ${credential}`;
  let response;
  let answer;
  try {
    const signal = AbortSignal.timeout?.(PATIENCE_MS);
    const options = { method: "POST", headers, body: JSON.stringify(body), signal, credentials: "omit", cache: "no-store" };
    response = await send(`/api/kiosk/${path}`, options);
    answer = await response.json();
  } catch {
    throw new NotDone("network");
  }
  if (response.ok) return answer;
  throw new NotDone(kindOf(response.status), answer?.error?.sentence);
}

export function kindOf(status) {
  if (status === 401 || status === 403) return "stopped";
  return AGAIN.has(status) ? "network" : "refused";
}
