/* Between the desk and the server: what comes back of one's orders, and what others have done meanwhile. */

import { ask } from "../../lib/confirm.js";

const NEWS_MS = 10_000;
const SAVED_MS = 2500;

export class Talk {
  constructor(desk) { this.desk = desk; }

  listen() { setInterval(() => this.ask(), NEWS_MS); }

  async post(sent) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.desk.root.dataset.token };
    const answer = await fetch(this.desk.root.dataset.send, { method: "POST", headers, body: JSON.stringify(sent) });
    if (answer.status >= 500) throw new Error(`server ${answer.status}`);
    return { status: answer.status, body: await answer.json().catch(() => null) };
  }

  hearing() {
    return {
      done: () => { this.desk.refresh(); this.say(this.desk.store.waiting.length > 0 ? "saving" : "saved"); this.learn(); },
      refused: (sentence, field, order) => {
        this.desk.refresh();
        this.say("");
        if (field === "anyway") { this.askAnyway(sentence, order); return; }
        this.desk.refuse(sentence || this.desk.words.refused);
        if (order?.do === "rows") this.desk.use("rows");
      },
      stale: (news, touched, collides) => { this.desk.refresh(); this.tell(news, touched, collides); },
      lost: () => this.say("lost"),
    };
  }

  /* Applicants would lose their wishes: done only with the organiser's word. */
  async askAnyway(sentence, order) {
    const words = this.desk.words.wishesLost;
    if (await ask({ confirm: words.ask, confirmMore: sentence, confirmYes: words.yes, confirmNo: words.no })) this.desk.send({ ...order, anyway: true });
    this.desk.stage.frame.focus?.();
  }

  /* What others have done; with something of one's own in the balance, what is to become of it. */
  tell(news, touched, collides) {
    const others = news.steps.filter((step) => !step.mine);
    this.flash(touched);
    const box = this.desk.root.querySelector("[data-news-box]");
    const list = document.createElement("ul");
    list.append(...others.map((step) => Object.assign(document.createElement("li"), { textContent: `${step.who}: ${step.words}` })));
    const head = Object.assign(document.createElement("p"), { textContent: collides ? this.desk.words.collides : this.desk.words.othersChanged });
    const buttons = Object.assign(document.createElement("div"), { className: "buttons mt-0" });
    const button = (words, act, kind) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: `btn btn-sm ${kind}`, textContent: words });
      made.addEventListener("click", () => { box.hidden = true; act(); });
      buttons.append(made);
    };
    if (collides) {
      button(this.desk.words.putMine, () => this.desk.wire.release(), "btn-primary");
      button(this.desk.words.dropMine, () => { this.desk.store.drop(this.desk.store.waiting.length); this.desk.wire.release(); this.say(""); this.desk.refresh(); }, "btn-secondary");
    } else button(this.desk.words.close, () => {}, "btn-secondary");
    box.replaceChildren(head, list, buttons);
    box.hidden = others.length === 0 && !collides;
  }

  flash(keys) {
    for (const key of keys) {
      const node = this.desk.painter.nodes.get(key);
      node?.classList.add("thing--news");
      setTimeout(() => node?.classList.remove("thing--news"), 4000);
    }
  }

  async ask() {
    if (document.hidden || this.desk.wire.busy || this.desk.store.waiting.length > 0) return;
    const seen = this.desk.store.version;
    try {
      const answer = await fetch(`${this.desk.root.dataset.news}?seen=${seen}`, { headers: { Accept: "application/json" } });
      const news = answer.ok ? await answer.json() : null;
      if (!news?.changes || this.desk.store.version !== seen || this.desk.store.waiting.length > 0) return;
      const touched = this.desk.store.take(news);
      this.desk.refresh();
      this.tell(news, touched, false);
    } catch { /* the next time will do */ }
  }

  /* What places are worth is computed by the server, and asked for when the plan has come to rest. */
  learn() {
    clearTimeout(this.learning);
    this.learning = setTimeout(async () => {
      try {
        const answer = await fetch(this.desk.root.dataset.facts, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        this.desk.painter.worth = await answer.json();
        if (this.desk.painter.view === "utilities") this.desk.painter.paint(this.desk.store.things);
        this.desk.panel.show();
      } catch { /* it is a help, not a need */ }
    }, 600);
  }

  say(state) {
    const line = this.desk.root.querySelector("[data-state]");
    line.textContent = this.desk.words[state] ?? "";
    line.dataset.tone = state;
    clearTimeout(this.saying);
    if (state === "saved") this.saying = setTimeout(() => { line.textContent = ""; }, SAVED_MS);
  }
}
