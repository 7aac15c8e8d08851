/* What this phone made and the server has not answered yet. It is written down before it is sent, so a
   reload, a flat battery or a lost network loses nothing; the id keeps a second sending harmless.
   Each row has its own place in the storage, so two tabs do not overwrite one another. */

export class Outbox {
  constructor(key, storage) {
    this.prefix = `${key}/`;
    this.storage = storage;
    this.rows = this.#load();
  }

  add(row) {
    if (this.rows.some(({ id }) => id === row.id)) return;
    this.rows.push(row);
    try {
      this.storage.setItem(this.prefix + row.id, JSON.stringify(row));
    } catch {
      // A full or forbidden storage: the row lives on in memory as long as the page does.
    }
  }

  remove(ids) {
    const gone = new Set(ids);
    this.rows = this.rows.filter(({ id }) => !gone.has(id));
    for (const id of gone) this.storage.removeItem(this.prefix + id);
  }

  /* Ids are sorted by time, so the oldest comes first. */
  #load() {
    const keys = Object.keys(this.storage).filter((key) => key.startsWith(this.prefix));
    return keys.sort().map((key) => JSON.parse(this.storage.getItem(key)));
  }
}

/* localStorage where the browser grants it. */
export function pageStorage() {
  try {
    window.localStorage.getItem("");
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  }
}
