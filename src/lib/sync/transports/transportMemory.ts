import * as v from 'valibot';

const noteSchema = v.object({
  /** When websockets were last tried in vain; milliseconds since 1970. */
  triedAt: v.number(),
  /** Since when streams are known to be held back, if they are. */
  heldBackAt: v.nullable(v.number()),
});
const notesSchema = v.record(v.string(), noteSchema);

/** A network where websockets do not get through. */
export type NetworkNote = v.InferOutput<typeof noteSchema>;

/** Where notes are kept: the browser's own storage. */
export type NoteStore = Pick<Storage, 'getItem' | 'setItem'>;

export const NOTES_KEY = 'throughline.networks';
/** Networks are mended: what was not tried for a week is found out anew. */
const KEPT_MS = 7 * 86_400_000;

/** What this browser, in all its tabs, remembers of the network it is on. Storage that fails holds nobody up. */
export class TransportMemory {
  #store: NoteStore | null;
  #network: string;
  #now: () => number;
  /** For browsers that store nothing. */
  #own: Record<string, NetworkNote> = {};

  constructor(store: NoteStore | null, { network, now }: { network: string; now: () => number }) {
    this.#store = store;
    this.#network = network;
    this.#now = now;
  }

  /** Null: websockets get through, as far as is known. */
  recall(): NetworkNote | null {
    return this.#read()[this.#network] ?? null;
  }

  /** Websockets were tried in vain. */
  noteTried(): void {
    const { heldBackAt } = this.recall() ?? { heldBackAt: null };
    this.#write({ ...this.#read(), [this.#network]: { triedAt: this.#now(), heldBackAt } });
  }

  /** Streams are held back as well. */
  noteHeldBack(): void {
    const before = this.recall();
    if (before) this.#write({ ...this.#read(), [this.#network]: { ...before, heldBackAt: this.#now() } });
  }

  /** Websockets get through. */
  forget(): void {
    const { [this.#network]: _, ...others } = this.#read();
    this.#write(others);
  }

  #read(): Record<string, NetworkNote> {
    if (!this.#store) return this.#own;
    try {
      const all = v.parse(notesSchema, JSON.parse(this.#store.getItem(NOTES_KEY) ?? '{}'));
      return Object.fromEntries(Object.entries(all).filter(([, { triedAt }]) => this.#now() - triedAt < KEPT_MS));
    } catch {
      return {};
    }
  }

  #write(notes: Record<string, NetworkNote>): void {
    this.#own = notes;
    try {
      this.#store?.setItem(NOTES_KEY, JSON.stringify(notes));
    } catch {
      this.#store = null; // full, or forbidden: this page remembers by itself
    }
  }
}

/** This browser's storage; null where a page may not even look at it. */
export function browserStorage(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage;
  } catch {
    return null;
  }
}
