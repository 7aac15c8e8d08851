/* The gate phone: what it knows, which view is on the screen, and what runs behind all of them. */

import { Api } from "./api.js";
import { Camera } from "./camera.js";
import { Clicker } from "./clicker.js";
import { Clock } from "./clock.js";
import { holdTheGate, watchBattery } from "./device.js";
import { sunSwitch } from "./display.js";
import { Enrol } from "./enrol.js";
import { Exchange } from "./exchange.js";
import { Floor } from "./floor.js";
import { Footer } from "./footer.js";
import { listen } from "./hid.js";
import { Memory } from "./memory.js";
import { partsOf } from "./parts.js";
import { Scanner } from "./scanner.js";
import { readSign } from "./sign.js";
import { Start } from "./start.js";
import { openStore } from "./store.js";
import { Sync } from "./sync.js";
import { Update } from "./update.js";

const TICK_MS = 1000;
const GOING_ON = "gate-going-on";
const LOOKING = ["scan", "floor"]; // views that need the camera
const WORKING = ["scan", "click"]; // views that a steward stands in for hours

export default async function phone(element) {
  if (!(await holdTheGate())) {
    new Views(element).show("elsewhere");
    return;
  }
  await new Phone(element).start();
}

class Views {
  constructor(element) {
    this.element = element;
    this.name = "loading";
  }

  show(name) {
    this.name = name;
    this.element.dataset.view = name;
    this.element.className = name === "click" ? "clicker" : "scanner";
    for (const node of this.element.querySelectorAll("[data-on]")) {
      node.hidden = !node.dataset.on.split(" ").includes(name);
    }
  }
}

class Phone {
  constructor(element) {
    this.element = element;
    this.views = new Views(element);
    this.config = JSON.parse(element.dataset.config);
    this.words = this.config.words;
    this.part = partsOf(document);
    this.battery = null;
  }

  async start() {
    this.memory = await Memory.open(await openStore().catch(() => null));
    const { known } = this.memory;
    this.clock = new Clock(known.skew ?? null);
    this.api = new Api(document.documentElement.lang);
    const facts = () => ({ battery: this.battery, version: this.config.version });
    this.sync = new Sync(this.memory, this.clock, this.api, facts, {
      changed: () => this.#changed(),
      outcomes: (outcomes, rows) => this.scanner.outcomes(outcomes, rows),
    });
    this.#buildViews();
    this.#watch();
    this.go(this.#first());
    this.sync.now();
    await this.update.start();
  }

  get view() {
    return this.views.name;
  }

  /* Shows a view; the camera runs only where it is looked at. */
  go(view) {
    const before = this.view;
    this.views.show(view);
    this.sync.scanning = WORKING.includes(view);
    if (LOOKING.includes(before) && !LOOKING.includes(view)) this.camera.stop();
    sessionStorage.setItem(GOING_ON, WORKING.includes(view) ? view : "");
    this[{ enrol: "enrol", start: "starter", scan: "scanner", click: "clicker", show: "exchange", floor: "floor" }[view]]?.enter();
    this.footer.show();
  }

  read(text, how) {
    if (this.view === "enrol") this.enrol.read(text);
    else if (this.view === "scan" && readSign(text)) this.floor.take(text);
    else if (this.view === "scan") this.scanner.read(text, how);
  }

  #buildViews() {
    this.camera = new Camera(this.part("video"), (text) => this.read(text, "camera"));
    this.footer = new Footer(this);
    this.enrol = new Enrol(this);
    this.starter = new Start(this);
    this.scanner = new Scanner(this);
    this.clicker = new Clicker(this);
    this.exchange = new Exchange(this);
    this.floor = new Floor(this);
    this.update = new Update(this.config.worker, () => this.#isIdle());
    sunSwitch(this.part("sun"), this.memory.known.sun === true, (sun) => this.memory.keep({ kept: { sun } }));
    for (const button of document.querySelectorAll("[data-go]")) {
      button.addEventListener("click", () => {
        button.closest("dialog")?.close();
        this.go(button.dataset.go);
      });
    }
  }

  /* A page that was reloaded for a new version goes on where it was. */
  #first() {
    const { known, enrolled, ready } = this.memory;
    if (this.enrol.isAsked() || !enrolled) return "enrol";
    if (known.stopped) return "stopped";
    if (ready && known.draft) return "floor";
    const before = sessionStorage.getItem(GOING_ON);
    return ready && WORKING.includes(before) ? before : "start";
  }

  #watch() {
    let awake = true;
    document.addEventListener("visibilitychange", () => { awake = false; });
    setInterval(() => {
      const shown = document.visibilityState === "visible";
      if (this.clock.look(awake && shown)) {
        this.memory.keep({ kept: { skew: this.clock.skew } });
        this.sync.now();
      }
      awake = shown;
      this.footer.show();
    }, TICK_MS);
    window.addEventListener("online", () => this.sync.reconnected());
    window.addEventListener("offline", () => {
      this.sync.online = false;
      this.footer.show();
    });
    listen((text) => this.read(text, "hid"));
    watchBattery((level) => { this.battery = level; });
    window.addEventListener("beforeunload", (event) => {
      if (this.memory.unkept.size > 0) event.preventDefault(); // these scans are nowhere else
    });
  }

  #changed() {
    const { stopped } = this.memory.known;
    if (stopped && !["enrol", "stopped"].includes(this.view)) {
      this.part("stopped-sentence").textContent = stopped.sentence || this.words[`stopped_${stopped.kind}`];
      this.go("stopped");
    } else if (!stopped && this.view === "stopped") {
      this.go("start");
    }
    if (this.view === "start") this.starter.changed();
    this.footer.show();
  }

  /* Whether a reload would disturb nobody and lose nothing: rows that found no room are only in this page. */
  #isIdle() {
    if (this.memory.unkept.size > 0 || document.querySelector("dialog[open]")) return false;
    if (this.view === "floor" || this.view === "show") return false;
    if (this.view === "click") return this.clicker.isIdle();
    return this.view !== "scan" || this.scanner.isIdle();
  }
}
