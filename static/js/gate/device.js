/* What this phone can do and how it does: storage, battery, its copy of the page. */

/* {trouble, lasting, room}: `lasting` is the browser's promise not to clear it away. */
export async function storageFacts(memory) {
  const facts = { trouble: memory.trouble, lasting: false, room: null };
  if (!memory.store) return { ...facts, trouble: "broken" };
  try {
    facts.lasting = (await navigator.storage?.persist?.()) ?? false;
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota !== undefined) facts.room = quota - usage;
    await memory.store.probe();
  } catch (error) {
    facts.trouble = error?.name === "QuotaExceededError" ? "full" : "broken";
  }
  return facts;
}

/* Calls `show` with the level in per cent now and whenever it changes; not at all where the browser does not tell. */
export async function watchBattery(show) {
  const battery = await navigator.getBattery?.().catch(() => null);
  if (!battery) return;
  const tell = () => show(Math.round(battery.level * 100));
  battery.addEventListener("levelchange", tell);
  tell();
}

const RELEASE_MS = 2000; // a page that is being reloaded still holds it for a moment

/* One page judges at a time: two would each know only half of who is inside. */
export function holdTheGate() {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const patience = AbortSignal.timeout ? { signal: AbortSignal.timeout(RELEASE_MS) } : {};
    navigator.locks
      .request("gate", patience, () => {
        resolve(true);
        return new Promise(() => {}); // held as long as the page lives
      })
      .catch(() => resolve(false));
  });
}
