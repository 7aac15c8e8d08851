/* The page's own copy, kept by the service worker, and how a new version comes in: between two scans or clicks, never within one. */

export const QUIET_MS = 60000; // so long nobody has done anything
const LOOK_MS = 30 * 60000;
const CLAIM = "take over";
const SCOPE = "/gate/";

export class Update {
  /* `idle()` says whether nobody would be disturbed now. */
  constructor(address, idle) {
    this.address = address;
    this.idle = idle;
    this.registration = null;
  }

  async start() {
    if (!("serviceWorker" in navigator)) return;
    let had = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (had) location.reload();
      had = true; // the first one only took over the page as it is
    });
    window.addEventListener("online", () => this.#register());
    await this.#register();
    setInterval(() => this.registration?.update().catch(() => {}), LOOK_MS);
    setInterval(() => this.take(), 1000);
  }

  /* Each language has its worker, which opens the page in it. Without a network the other one goes on. */
  async #register() {
    const { serviceWorker } = navigator;
    try {
      this.registration = await serviceWorker.register(this.address, { scope: SCOPE });
    } catch (error) {
      console.warn("service worker", error); // private windows may refuse; the self-test says so
      this.registration = (await serviceWorker.getRegistration(SCOPE).catch(() => null)) ?? null;
    }
  }

  get waiting() {
    return this.registration?.waiting ?? null;
  }

  /* Takes a waiting version over, if nobody is scanning. */
  take() {
    if (this.waiting && this.idle()) this.waiting.postMessage(CLAIM);
  }

  /* Whether the page would open without a network. */
  async isKept() {
    if (!this.registration) return false;
    const soon = new Promise((resolve) => { setTimeout(resolve, 20000); });
    return Boolean(this.registration.active ?? (await Promise.race([navigator.serviceWorker.ready, soon])));
  }
}
