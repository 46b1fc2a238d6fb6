import type { TextField } from '$lib/domain/boards/schema';

const PREFIX = 'throughline:held:';
/** As long as copies of documents are kept. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** Words held back from one text: where they stand, as an index and as a caret that follows what others write. */
export interface HeldRow {
  item: string;
  field: TextField;
  stretches: readonly { at: number; place: string | null; text: string }[];
}

/** Whose words, on which board. */
export interface HeldKey {
  room: string;
  actor: string;
}

export interface HeldSurroundings {
  /** Null on a shared computer, and where the browser keeps nothing. */
  storage: Storage | null;
  /** Where the browser tells what other tabs put into the storage: the window. */
  page: EventTarget | null;
  now: () => number;
}

interface Kept {
  at: number;
  rows: readonly HeldRow[];
}

/**
 * Words that someone wrote and that are held back from everyone else: on this device, for this actor and this board.
 * Without `storage` they live as long as the page does. Written at the letter, not later: a reload may be next.
 */
export class HeldStore {
  #name: string;
  #storage: Storage | null;
  #now: () => number;
  #page: EventTarget | null;
  #rows: readonly HeldRow[] = [];

  constructor({ room, actor }: HeldKey, { storage, page, now }: HeldSurroundings) {
    this.#name = `${PREFIX}${room}:${actor}`;
    this.#storage = storage;
    this.#page = page;
    this.#now = now;
    if (storage) sweep(storage, now() - LIFETIME_MS);
  }

  /** As another tab may have left them. */
  read(): readonly HeldRow[] {
    if (this.#storage) this.#rows = readRows(this.#storage, this.#name);
    return this.#rows;
  }

  write(rows: readonly HeldRow[]): void {
    this.#rows = rows;
    try {
      if (rows.length === 0) this.#storage?.removeItem(this.#name);
      else this.#storage?.setItem(this.#name, JSON.stringify({ at: this.#now(), rows } satisfies Kept));
    } catch {
      this.#storage = null; // full or forbidden: they are kept as long as the page is
    }
  }

  /** Deletes what is kept, and keeps nothing from now on: whoever may not open the board keeps nothing of it. */
  close(): void {
    this.write([]);
    this.#storage = null;
  }

  /** Calls back when another tab held something back or let it go. Returns how to stop. */
  onOther(listener: () => void): () => void {
    const hear = (event: Event): void => {
      const { key } = event as StorageEvent;
      if (this.#storage && (key === this.#name || key === null)) listener();
    };
    this.#page?.addEventListener('storage', hear);
    return () => this.#page?.removeEventListener('storage', hear);
  }
}

/** Where this browser keeps what outlives a page; null where it keeps nothing. */
export function deviceStorage(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage;
  } catch {
    return null;
  }
}

/** Deletes what is held back for an actor on this device, or for everyone. Never throws. */
export function forgetHeld(actor?: string, storage = deviceStorage()): void {
  if (storage) for (const name of namesOf(storage, actor)) storage.removeItem(name);
}

/** How many texts of an actor have words on this device only. */
export function countHeld(actor: string, storage = deviceStorage()): number {
  if (!storage) return 0;
  return namesOf(storage, actor).reduce((sum, name) => sum + readRows(storage, name).length, 0);
}

function namesOf(storage: Storage, actor?: string): string[] {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return names.filter((name) => name.startsWith(PREFIX) && (actor === undefined || name.endsWith(`:${actor}`)));
}

function sweep(storage: Storage, before: number): void {
  for (const name of namesOf(storage)) {
    const kept = readKept(storage, name);
    if (!kept || kept.at < before) storage.removeItem(name);
  }
}

function readRows(storage: Storage, name: string): readonly HeldRow[] {
  return readKept(storage, name)?.rows ?? [];
}

function readKept(storage: Storage, name: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(name) ?? 'null');
    return isKept(kept) ? kept : null;
  } catch {
    return null; // not ours, or cut off
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('rows' in value)) return false;
  return typeof value.at === 'number' && Array.isArray(value.rows) && value.rows.every(isRow);
}

function isRow(value: unknown): value is HeldRow {
  if (typeof value !== 'object' || value === null) return false;
  const { item, field, stretches } = value as Partial<Record<keyof HeldRow, unknown>>;
  const isField = field === 'text' || field === 'prompt';
  return typeof item === 'string' && isField && Array.isArray(stretches) && stretches.every(isStretch);
}

function isStretch(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { at, place, text } = value as Record<string, unknown>;
  return typeof at === 'number' && (place === null || typeof place === 'string') && typeof text === 'string';
}
