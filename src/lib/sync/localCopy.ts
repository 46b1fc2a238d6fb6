import { IndexeddbPersistence } from 'y-indexeddb';
import type { SharedDocument } from '$lib/domain/boards/sharedDocument';
import type { ClockMarks } from '$lib/domain/boards/writtenSince';
import { clockOf } from '$lib/domain/boards/writtenSince';
import type { Clock } from './clock';
import { Alarm } from './clock';
import type { CopyKey, CopyShelf, WriterRow } from './copyShelf';
import { copyName } from './copyShelf';
import type { DocumentRole } from './syncStatus';

/** How long a page waits for its copy before it goes on without. */
const LOAD_PATIENCE_MS = 2_000;
/** What was acknowledged is written down this often. What was edited is written at once: it may be the last thing. */
const ACKNOWLEDGED_MS = 250;

interface CopyOptions {
  doc: SharedDocument;
  shelf: CopyShelf;
  key: CopyKey;
  clock: Clock;
  /** Whether the browser keeps the copy now. */
  keeps(keeps: boolean): void;
}

/**
 * This browser's copy of one document, and beside it what is known to be unsent. Each page writes a row of its own
 * (by its Yjs clientID), so that two tabs never speak for one another. A copy that fails is given up; the page goes on.
 */
export class LocalCopy {
  readonly key: CopyKey;
  readonly #name: string;
  #doc: SharedDocument;
  #shelf: CopyShelf;
  #clock: Clock;
  #keeps: (keeps: boolean) => void;
  #store: IndexeddbPersistence | null = null;
  #earlier: WriterRow[] = [];
  #own: WriterRow;
  #written: WriterRow | null = null;
  #writing: Alarm;
  #over = false;

  constructor({ doc, shelf, key, clock, keeps }: CopyOptions) {
    this.key = key;
    this.#name = copyName(key);
    this.#doc = doc;
    this.#shelf = shelf;
    this.#clock = clock;
    this.#keeps = keeps;
    this.#own = { name: this.#name, client: doc.clientID, seq: 0, unsent: 0, clock: 0 };
    this.#writing = new Alarm(clock);
  }

  /** Brings the copy into the document. Resolves when it is there, has failed, or takes too long. Never throws. */
  async load(role: DocumentRole): Promise<void> {
    try {
      this.#earlier = await this.#shelf.writers(this.#name);
      await this.touch(role);
      this.#written = this.#own;
      await this.#shelf.putWriter(this.#own);
      await this.#open();
      this.writeDown();
    } catch {
      this.giveUp();
    }
  }

  /** Whether a document update came out of this copy. */
  made(origin: unknown): boolean {
    return this.#store !== null && origin === this.#store;
  }

  /** How many edits of earlier pages or other tabs are in the copy and unsent. */
  get carried(): number {
    return this.#earlier.reduce((sum, row) => sum + unsentIn(row, this.#doc), 0);
  }

  /** How far each earlier writer's work is acknowledged. */
  get marks(): ClockMarks {
    return this.#earlier.map(({ client, clock }) => [client, clock]);
  }

  /** Notes that the copy is in use, and what its actor may do. */
  async touch(role: DocumentRole): Promise<void> {
    await this.#shelf.put({ ...this.key, name: this.#name, role, lastUsed: this.#clock.now() });
  }

  /** Writes down what this page has not had acknowledged. */
  note(own: { unsent: number; clock: number }): void {
    if (own.unsent === this.#own.unsent && own.clock === this.#own.clock) return;
    const grown = own.unsent > this.#own.unsent;
    this.#own = { ...this.#own, ...own, seq: this.#own.seq + 1 };
    if (grown)
      queueMicrotask(() => this.writeDown()); // one row for all the edits of a moment
    else if (!this.#writing.isSet) this.#writing.set(ACKNOWLEDGED_MS, () => this.writeDown());
  }

  /** What earlier pages left is on the server's disk now. */
  carriedIsSaved(): void {
    if (!this.#store?.synced) return; // it came too late to be part of what was sent
    const saved = this.#earlier;
    this.#earlier = [];
    if (saved.length > 0) this.#shelf.dropWriters(saved).catch(() => this.giveUp());
  }

  /** Writes the count at once. */
  writeDown(): void {
    this.#writing.cancel();
    if (this.#written === this.#own || !this.#store) return;
    this.#written = this.#own;
    this.#shelf.putWriter(this.#own).catch(() => this.giveUp());
  }

  /** Stops keeping the copy, and leaves what is there. */
  giveUp(): void {
    this.close();
    this.#keeps(false);
  }

  close(): void {
    this.#over = true;
    this.writeDown();
    this.#writing.cancel();
    const store = this.#store;
    this.#store = null;
    store?.destroy().catch(() => undefined); // it never opened, so there is nothing to close
  }

  /** Deletes the copy. */
  async remove(): Promise<void> {
    this.giveUp();
    await this.#shelf.remove([this.#name]).catch(() => undefined); // a browser without storage has no copy
  }

  async #open(): Promise<void> {
    if (this.#over) return;
    const store = new IndexeddbPersistence(this.#name, this.#doc);
    this.#store = store;
    const db = await store._db;
    // Another tab may delete the copy, the disk may be full: then y-indexeddb must stop before its next write fails.
    db.onversionchange = db.onclose = db.onerror = db.onabort = () => this.giveUp();
    await new Promise<void>((resolve) => {
      const stop = this.#clock.after(LOAD_PATIENCE_MS, resolve);
      void store.whenSynced.then(() => {
        stop();
        if (this.#store === store) this.#keeps(true);
        resolve();
      });
    });
  }
}

/** The count an earlier page wrote down; at least one if the copy holds more of its writing than was acknowledged. */
function unsentIn(row: WriterRow, doc: SharedDocument): number {
  const beyond = clockOf(doc, row.client) > row.clock ? 1 : 0;
  return Math.max(row.unsent, beyond);
}
