// What the server has not said yes to yet, in this browser's own store: text, the text that it
// was written over, and the request under way. Several articles, several windows, one person each.

import type { Base, Manuscript } from './text.ts';

/** A request as it was sent, so that it can be sent again byte for byte. */
export interface Attempt {
  key: string;
  body: string;
  text: Manuscript;
}

/** One article's text that is kept here. */
export interface Kept {
  /** Person and article. */
  id: string;
  person: string;
  article: string;
  short_id: string;
  base: Base;
  ancestor: Manuscript;
  text: Manuscript;
  attempts: Attempt[];
  /** When it was written, by this device's clock: for showing alone. */
  at: number;
}

const NAME = 'siraj-writing';
const STORE = 'texts';

export class Keeper {
  #opened: Promise<IDBDatabase>;

  constructor() {
    this.#opened = open();
    // A refusal is told with each thing that is to be kept.
    this.#opened.catch(() => undefined);
  }

  /** Keeps a text; answers whether it lies safely. */
  async keep(kept: Kept): Promise<boolean> {
    try {
      await this.#run('readwrite', (store) => store.put(kept));
      return true;
    } catch {
      return false;
    }
  }

  async get(id: string): Promise<Kept | undefined> {
    try {
      return (await this.#run('readonly', (store) => store.get(id))) as Kept | undefined;
    } catch {
      return undefined;
    }
  }

  async forget(id: string): Promise<void> {
    try {
      await this.#run('readwrite', (store) => store.delete(id));
    } catch {
      // It is offered once more when the page is opened again, and found to be saved.
    }
  }

  /** All that is kept for a person. */
  async all(person: string): Promise<Kept[]> {
    try {
      const all = (await this.#run('readonly', (store) => store.getAll())) as Kept[];
      return all.filter((one) => one.person === person);
    } catch {
      return [];
    }
  }

  async #run(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    const database = await this.#opened.catch(() => {
      // A private window may refuse once and a full disk for a while: asked again each time.
      this.#opened = open();
      this.#opened.catch(() => undefined);
      return this.#opened;
    });
    return new Promise((resolve, reject) => {
      const work = database.transaction(STORE, mode, { durability: 'strict' });
      const request = ask(work.objectStore(STORE));
      work.oncomplete = () => resolve(request.result);
      work.onabort = work.onerror = () => reject(work.error ?? new Error('not kept'));
    });
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('not opened'));
    asked.onblocked = () => reject(new Error('not opened'));
  });
}
