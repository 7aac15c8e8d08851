/* What the phone keeps, in IndexedDB: `kept` by name, `seen` by pass and area, `rows` that wait to be sent.
   One change is one transaction, written to the disk before it counts. */

const VERSION = 1;
const PLACES = ["kept", "seen", "rows"];
const PROBE_BYTES = 512 * 1024;

export async function openStore(name = "gate") {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("kept");
    request.result.createObjectStore("seen");
    request.result.createObjectStore("rows", { keyPath: "id" });
  };
  return new Store(await done(request));
}

class Store {
  constructor(database) {
    this.database = database;
    database.onversionchange = () => database.close();
  }

  /* {kept, seen, rows} as they were written last. */
  async read() {
    const change = this.database.transaction(PLACES);
    const place = (name) => change.objectStore(name);
    const named = async (name) => {
      const [keys, values] = await Promise.all([done(place(name).getAllKeys()), done(place(name).getAll())]);
      return Object.fromEntries(keys.map((key, i) => [key, values[i]]));
    };
    const [kept, seen, rows] = await Promise.all([named("kept"), named("seen"), done(place("rows").getAll())]);
    return { kept, seen, rows };
  }

  /* `whole`: `seen` replaces what was there instead of adding to it. */
  write({ kept = {}, seen = {}, whole = false, add = [], drop = [] }) {
    return this.#change((place) => {
      for (const [name, value] of Object.entries(kept)) place("kept").put(value, name);
      if (whole) place("seen").clear();
      for (const [key, visit] of Object.entries(seen)) place("seen").put(visit, key);
      for (const row of add) place("rows").put(row);
      for (const id of drop) place("rows").delete(id);
    });
  }

  /* Forgets the fair; rows that wait are never forgotten. */
  forget() {
    return this.#change((place) => {
      place("kept").clear();
      place("seen").clear();
    });
  }

  /* Throws when there is no room left for a busy day's scans. */
  async probe() {
    await this.#change((place) => place("kept").put(new Uint8Array(PROBE_BYTES), "probe"));
    await this.#change((place) => place("kept").delete("probe"));
  }

  #change(act) {
    const change = this.database.transaction(PLACES, "readwrite", { durability: "strict" });
    act((name) => change.objectStore(name));
    return new Promise((resolve, reject) => {
      change.oncomplete = () => resolve();
      change.onabort = () => reject(change.error ?? new Error("aborted"));
    });
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}
