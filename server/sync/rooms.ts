import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { DocumentName } from '../documents/documents.ts';
import type { Log } from '../log/log.ts';
import type { Limits } from './limits.ts';
import { OpenDocument } from './openDocument.ts';
import type { DocumentStore } from './persistence/documentStore.ts';
import type { RoomHost } from './room.ts';
import { Room } from './room.ts';

/** A room that someone needs open. Give it back with `release`, once. */
export interface Hold {
  room: Room;
  release(): void;
}

export interface RoomsOptions {
  store: DocumentStore;
  host: Omit<RoomHost, 'lost'>;
  log: Log;
  limits: Limits;
}

/** A room that is open or being opened, and how many need it. */
interface Slot {
  name: DocumentName;
  opening: Promise<Room>;
  room: Room | null;
  holders: number;
  linger: NodeJS.Timeout | null;
  folding: boolean;
}

/** The rooms that are open. Each is loaded once, however many ask, and unloaded when nobody needs it any more. */
export class Rooms {
  #options: RoomsOptions;
  #slots = new Map<DocumentName, Slot>();

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  /** Rooms that are open now. */
  all(): Room[] {
    return [...this.#slots.values()].flatMap(({ room }) => room ?? []);
  }

  get(name: DocumentName): Room | null {
    return this.#slots.get(name)?.room ?? null;
  }

  /** Opens a room, or joins in opening it. Throws `notFound` or `document.damaged`. */
  async hold(name: DocumentName): Promise<Hold> {
    const slot = this.#slots.get(name) ?? this.#open(name);
    slot.holders += 1;
    if (slot.linger) clearTimeout(slot.linger);
    slot.linger = null;
    const room = await slot.opening;
    let held = true;
    const release = () => {
      if (held) this.#release(slot);
      held = false;
    };
    return { room, release };
  }

  /** Folds the log into a snapshot. Does nothing while the document is ahead of the disk. */
  async fold(room: Room): Promise<void> {
    const slot = this.#slots.get(room.document.name);
    if (slot?.room !== room || slot.folding || !room.isOnDisk) return;
    slot.folding = true;
    try {
      const snapshot = room.document.snapshot();
      await this.#options.store.fold(room.document.name, snapshot);
      room.document.folded(snapshot);
      await this.#options.store.wipe();
    } finally {
      slot.folding = false;
    }
  }

  /** Lets everything go, without waiting for anyone. */
  close(): void {
    for (const slot of this.#slots.values()) {
      if (slot.linger) clearTimeout(slot.linger);
      slot.room?.destroy();
    }
    this.#slots.clear();
  }

  #open(name: DocumentName): Slot {
    const opening = this.#load(name);
    const slot: Slot = { name, opening, room: null, holders: 0, linger: null, folding: false };
    this.#slots.set(name, slot);
    opening.then(
      (room) => (slot.room = room),
      () => this.#drop(slot),
    );
    return slot;
  }

  async #load(name: DocumentName): Promise<Room> {
    const { store, host, limits, log } = this.#options;
    try {
      const stored = await store.load(name);
      if (!stored) throw new DomainError('notFound');
      const document = new OpenDocument(name, stored, limits);
      return new Room(document, { ...host, lost: (room, cause) => this.#lost(room, cause) });
    } catch (error) {
      const code = error instanceof DomainError ? error.code : 'unknown';
      if (code !== 'notFound') log.error({ document: name, code }, 'a document could not be opened');
      throw error;
    }
  }

  #lost(room: Room, cause: unknown): void {
    const slot = this.#slots.get(room.document.name);
    if (slot?.room === room) this.#drop(slot);
    if (cause === undefined) return;
    this.#options.log.error({ document: room.document.name, at: whereItWentWrong(cause) }, 'a room had to start again');
  }

  #release(slot: Slot): void {
    slot.holders -= 1;
    if (slot.holders === 0) this.#lingerThenUnload(slot);
  }

  #lingerThenUnload(slot: Slot): void {
    if (this.#slots.get(slot.name) !== slot) return;
    if (slot.linger) clearTimeout(slot.linger);
    slot.linger = setTimeout(() => void this.#unload(slot), this.#options.limits.lingerMs);
    slot.linger.unref();
  }

  async #unload(slot: Slot): Promise<void> {
    const { room } = slot;
    if (!room || slot.holders > 0 || this.#slots.get(slot.name) !== slot) return;
    if (room.document.rows >= this.#options.limits.foldRowsOnUnload) await this.#tryFold(room);
    if (slot.holders > 0 || this.#slots.get(slot.name) !== slot) return;
    if (!room.isSettled || slot.folding) return this.#lingerThenUnload(slot);
    this.#drop(slot);
    room.destroy();
  }

  async #tryFold(room: Room): Promise<void> {
    try {
      await this.fold(room);
    } catch (error) {
      const code = error instanceof DomainError ? error.code : String(error);
      this.#options.log.warn({ document: room.document.name, code }, 'a log could not be folded; it stays as it is');
    }
  }

  #drop(slot: Slot): void {
    if (slot.linger) clearTimeout(slot.linger);
    if (this.#slots.get(slot.name) === slot) this.#slots.delete(slot.name);
  }
}

/** Where an error came from, without its message: that could quote what people wrote. */
function whereItWentWrong(cause: unknown): string[] {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6);
}
