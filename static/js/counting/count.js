/* One who counts: waits for the next spell, counts ten minutes, asks a few people, and hands the count in. Every tap is
   written down on the phone, so a closed page goes on where it was; a count leaves the phone when the server has it. */

import { clock, isLongEnough, listed, nextSpell, running } from "./spells.js";
import { uuid7 } from "../gate/uuid7.js";

const TICK_MS = 500;
const RETRY_MS = 20000;
const PLACE = "Asia/Ho_Chi_Minh";

export default function (page) {
  const spells = JSON.parse(page.dataset.spells);
  const words = JSON.parse(page.dataset.words);
  const part = (name) => page.querySelector(`[data-part=${name}]`);
  const key = `counting ${location.pathname}`;
  const kept = read(key);
  const done = new Set([...spells.filter((spell) => spell.done).map(({ id }) => id), ...kept.done]);
  let sending = false;
  let trouble = "";

  const say = (word, values = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const at = (moment) => new Date(moment).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: PLACE });
  const keep = () => localStorage.setItem(key, JSON.stringify({ now: kept.now, queue: kept.queue, done: [...done] }));
  const on = (name, act) => part(name).addEventListener("click", () => { act(); keep(); show(); });

  on("start", () => {
    const next = nextSpell(spells, done, Date.now());
    if (next?.may) kept.now = { id: uuid7(Date.now()), spell: next.spell.id, startedAt: Date.now(), seconds: null, people: 0, asked: 0, first: 0 };
  });
  on("one", () => tap(1));
  on("five", () => tap(5));
  on("back", () => tap(-1));
  on("stop", () => end());
  on("yes", () => { kept.now.asked += 1; kept.now.first += 1; });
  on("no", () => { kept.now.asked += 1; });
  on("finish", () => {
    const { id, spell, seconds, people, asked, first } = kept.now;
    kept.queue.push({ id, spell, seconds, people, asked, first });
    done.add(spell);
    kept.now = null;
    send();
  });

  function tap(n) {
    if (kept.now.people + n < 0) return;
    kept.now.people += n;
    navigator.vibrate?.(n > 1 ? [25, 40, 25] : 25);
  }

  /* Either the ten minutes are over, or the counter has to leave. */
  function end() {
    const { seconds } = running(spellOf(kept.now), kept.now.startedAt, Date.now());
    if (isLongEnough(seconds)) kept.now.seconds = seconds;
    else kept.now = null;
  }

  const spellOf = (one) => spells.find(({ id }) => id === one.spell);

  function tick() {
    if (kept.now && kept.now.seconds === null && running(spellOf(kept.now), kept.now.startedAt, Date.now()).left === 0) {
      end();
      navigator.vibrate?.([200, 100, 200]);
      keep();
    }
    show();
  }

  function show() {
    const view = !kept.now ? "wait" : kept.now.seconds === null ? "count" : "ask";
    for (const section of page.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== view;
    ({ wait: showNext, count: showCount, ask: showAsked })[view]();
    set("queue", trouble || (kept.queue.length ? say("unsent", { n: kept.queue.length }) : done.size ? words.sent : ""));
  }

  function showNext() {
    const next = nextSpell(spells, done, Date.now());
    part("start").disabled = !next?.may;
    part("start").hidden = !next;
    if (!next) { set("next", words.none); set("stand", ""); set("when", ""); list(); return; }
    const { spell, minutes, may } = next;
    set("next", may ? say("now", spell) : say("next", { time: at(spell.begins), point: spell.point }));
    set("stand", spell.stand);
    set("when", may ? say("start_by", { time: at(Date.parse(spell.begins) + 300000) }) : say("wait", { minutes }));
    list();
  }

  function showCount() {
    const { left } = running(spellOf(kept.now), kept.now.startedAt, Date.now());
    set("point", spellOf(kept.now).point);
    set("left", say("left", { time: clock(left) }));
    set("people", String(kept.now.people));
  }

  function showAsked() {
    const { people, seconds, asked, first } = kept.now;
    set("counted", say("counted", { n: people, minutes: Math.round(seconds / 60) }));
    set("asked", say("asked", { n: asked, first }));
  }

  function list() {
    const rows = listed(spells, done, Date.now()).map(({ spell, state }) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      const said = document.createElement("span");
      name.textContent = `${at(spell.begins)} ${spell.point}`;
      said.textContent = state ? words[state] : "";
      row.append(name, said);
      return row;
    });
    if (part("list").children.length !== rows.length || rows.some((row, i) => row.textContent !== part("list").children[i].textContent)) part("list").replaceChildren(...rows);
  }

  /* Only what differs is written: a screen reader is not told the same twice a second. */
  function set(name, text) {
    if (part(name).textContent !== text) part(name).textContent = text;
  }

  async function send() {
    if (sending || kept.queue.length === 0) return;
    sending = true;
    try {
      const answer = await fetch(location.pathname, {
        method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ counts: kept.queue }), keepalive: true,
      });
      const said = await answer.json();
      if (!answer.ok) { trouble = said.error?.sentence ?? ""; return; }
      const gone = new Set([...said.kept, ...Object.keys(said.refused)]);
      kept.queue = kept.queue.filter(({ id }) => !gone.has(id));
      const [why] = Object.values(said.refused);
      trouble = why ? say("refused", { why }) : "";
      keep();
    } catch { /* no network: it stays in the queue */ } finally {
      sending = false;
      show();
    }
  }

  setInterval(tick, TICK_MS);
  setInterval(send, RETRY_MS);
  window.addEventListener("online", send);
  tick();
  send();
}

/* `now` is the count that is under way. */
function read(key) {
  try {
    return { now: null, queue: [], done: [], ...JSON.parse(localStorage.getItem(key)) };
  } catch {
    return { now: null, queue: [], done: [] };
  }
}
