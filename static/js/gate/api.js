/* Speaks JSON with the server by docs/gate-protocol.md. Whatever goes wrong becomes one error with a sentence. */

const PATIENCE_MS = 15000;

const KINDS = { 400: "fault", 401: "unknown", 403: "forbidden", 404: "missing", 413: "large", 415: "fault", 422: "fault", 429: "busy" };

/* `kind`: "network" (nothing is known to be kept, try again), "busy" (wait `after` ms), "large", "fault" (of this
   program), "unknown" (the credential), "forbidden" (revoked), "missing" (the enrolment code). */
export class NotSent extends Error {
  constructor(kind, sentence = "", after = null) {
    super(sentence);
    this.kind = kind;
    this.after = after;
  }
}

export class Api {
  constructor(language, send = (...request) => fetch(...request)) {
    this.language = language;
    this.send = send;
    this.credential = null;
  }

  get(path) {
    return this.#call(path, { method: "GET" });
  }

  post(path, body) {
    return this.#call(path, { method: "POST", body: JSON.stringify(body) });
  }

  /* Bytes as they are. */
  sendBytes(path, bytes) {
    return this.#call(path, { method: "POST", body: bytes }, "application/octet-stream");
  }

  /* {answer, sent, received}: the moments are the phone's own, for measuring its skew. */
  async #call(path, options, kind = "application/json") {
    const headers = { Accept: "application/json", "Accept-Language": this.language };
    if (options.body) headers["Content-Type"] = kind;
    if (this.credential) headers.Authorization = `Bearer ${this.credential}`;
    const sent = Date.now();
    let response;
    let answer;
    try {
      const signal = AbortSignal.timeout?.(PATIENCE_MS);
      response = await this.send(`/api/gate/${path}`, { ...options, headers, signal, credentials: "omit", cache: "no-store" });
      answer = await response.json().catch(() => null);
    } catch {
      throw new NotSent("network");
    }
    if (response.ok && answer) return { answer, sent, received: Date.now() };
    throw whyNot(response, answer);
  }
}

function whyNot(response, answer) {
  const kind = KINDS[response.status] ?? "network";
  const seconds = Number(response.headers?.get("Retry-After"));
  return new NotSent(kind, answer?.error?.sentence, seconds > 0 ? seconds * 1000 : null);
}
