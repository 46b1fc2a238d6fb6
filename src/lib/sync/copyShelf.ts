import { answerOf, databaseNames, deleteDatabase, endOf, openDatabase } from './indexedDb';
import type { DocumentRole } from './syncStatus';

const SHELF = 'throughline:copies';
const PREFIX = 'throughline:copy:';
/** Copies nobody opened for this long are deleted. */
const COPY_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** Which copy: of what, in which generation, for whom. */
export interface CopyKey {
  room: string;
  generation: number;
  actor: string;
}

export interface CopyRow extends CopyKey {
  name: string;
  /** What the actor could do when last heard, for opening without a network. */
  role: DocumentRole;
  lastUsed: number;
}

/** What one page that wrote into a copy knows to be on the server's disk. Pages never share a row. */
export interface WriterRow {
  name: string;
  client: number;
  /** Raised with each change of the row. */
  seq: number;
  /** Edits not acknowledged. */
  unsent: number;
  /** Clock of this client up to which its writing is acknowledged. */
  clock: number;
}

export function copyName({ room, generation, actor }: CopyKey): string {
  return `${PREFIX}${room}:${generation}:${actor}`;
}

/** The list of this browser's copies and of what is unsent in each. Kept beside the copies, in a database of its own. */
export class CopyShelf {
  #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
    db.onversionchange = () => db.close();
  }

  /** Null where this browser keeps nothing: private windows, full disks, policies. */
  static async open(): Promise<CopyShelf | null> {
    try {
      return new CopyShelf(await openDatabase(SHELF, createStores));
    } catch {
      return null;
    }
  }

  /** The newest generation of a room that this browser has for someone. */
  async find(room: string, actor: string): Promise<CopyRow | null> {
    const rows = (await this.#rows()).filter((row) => row.room === room && row.actor === actor);
    return rows.sort((a, b) => b.generation - a.generation)[0] ?? null;
  }

  async put(row: CopyRow): Promise<void> {
    const transaction = this.#db.transaction('copies', 'readwrite');
    transaction.objectStore('copies').put(row);
    await endOf(transaction);
  }

  async writers(name: string): Promise<WriterRow[]> {
    const store = this.#db.transaction('writers').objectStore('writers');
    return answerOf<WriterRow[]>(store.getAll(ofCopy(name)));
  }

  async putWriter(row: WriterRow): Promise<void> {
    const transaction = this.#db.transaction('writers', 'readwrite');
    transaction.objectStore('writers').put(row);
    transaction.commit(); // at once: a page that goes before the answer comes would take the row with it
    await endOf(transaction);
  }

  /** Removes rows, but for those that changed since they were read: their page is alive and speaks for itself. */
  async dropWriters(rows: readonly WriterRow[]): Promise<void> {
    const transaction = this.#db.transaction('writers', 'readwrite');
    const store = transaction.objectStore('writers');
    for (const { name, client, seq } of rows) {
      const request: IDBRequest<WriterRow | undefined> = store.get([name, client]);
      request.onsuccess = () => request.result?.seq === seq && store.delete([name, client]);
    }
    await endOf(transaction);
  }

  /** Deletes copies: their rows first, since a database without a row is swept up later. */
  async remove(names: readonly string[]): Promise<void> {
    const transaction = this.#db.transaction(['copies', 'writers'], 'readwrite');
    for (const name of names) {
      transaction.objectStore('copies').delete(name);
      transaction.objectStore('writers').delete(ofCopy(name));
    }
    await endOf(transaction);
    await Promise.all(names.map(deleteDatabase));
  }

  /** Deletes copies unused for too long, and those no row stands for. */
  async sweep(now: number): Promise<void> {
    const rows = await this.#rows();
    const old = rows.filter((row) => isExpired(row, now)).map(({ name }) => name);
    const known = new Set(rows.map(({ name }) => name));
    const lost = (await databaseNames()).filter((name) => name.startsWith(PREFIX) && !known.has(name));
    if (old.length + lost.length > 0) await this.remove([...old, ...lost]);
  }

  /** Deletes the copies of one actor, or of everyone. */
  async forget(actor?: string): Promise<void> {
    const names = [...(await this.#rows()).map(({ name }) => name), ...(await databaseNames())];
    const mine = (name: string) => name.startsWith(PREFIX) && (actor === undefined || name.endsWith(`:${actor}`));
    await this.remove([...new Set(names.filter(mine))]);
  }

  /** How many changes in an actor's copies were never acknowledged by the server. */
  async unsentOf(actor: string): Promise<number> {
    const own = (await this.#rows()).filter((row) => row.actor === actor);
    const writers = await Promise.all(own.map(({ name }) => this.writers(name)));
    return writers.flat().reduce((sum, { unsent }) => sum + unsent, 0);
  }

  close(): void {
    this.#db.close();
  }

  #rows(): Promise<CopyRow[]> {
    return answerOf<CopyRow[]>(this.#db.transaction('copies').objectStore('copies').getAll());
  }
}

/** Whether nobody opened the copy for so long that it must go. */
export function isExpired({ lastUsed }: CopyRow, now: number): boolean {
  return lastUsed < now - COPY_LIFETIME_MS;
}

function createStores(db: IDBDatabase): void {
  db.createObjectStore('copies', { keyPath: 'name' });
  db.createObjectStore('writers', { keyPath: ['name', 'client'] });
}

function ofCopy(name: string): IDBKeyRange {
  return IDBKeyRange.bound([name], [name, []]);
}
