import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { SharedDocument } from '../../src/lib/domain/boards/sharedDocument.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { DocumentName, Edit } from '../documents/documents.ts';
import type { Log } from '../log/log.ts';
import { copyContent } from './copyContent.ts';
import type { Limits } from './limits.ts';
import type { DocumentStore } from './persistence/documentStore.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { Ticker } from './tick.ts';

export interface DocumentDeskOptions {
  store: DocumentStore;
  rooms: Rooms;
  ticker: Ticker;
  limits: Limits;
  log: Log;
  clock: () => number;
}

/** What services and operators ask of documents: through the same rooms and the same turns as everyone else. */
export class DocumentDesk {
  #options: DocumentDeskOptions;

  constructor(options: DocumentDeskOptions) {
    this.#options = options;
  }

  /** `generation`: for a name that may be used again after its document was erased, one that no copy out there has. */
  async create(
    name: DocumentName,
    seed: (doc: SharedDocument) => void,
    { generation = 1 }: { generation?: number } = {},
  ): Promise<void> {
    const { store, clock } = this.#options;
    if (await store.exists(name)) return;
    const doc = new Y.Doc();
    doc.transact(() => seed(doc));
    const update = Y.encodeStateAsUpdate(doc);
    const serverClient = doc.clientID;
    doc.destroy();
    await store.create({ name, generation, at: instant(clock()), update, serverClient });
  }

  /** Makes somebody's sheet for private cards, unless there is one. No copy of an earlier one fits it. */
  begin(name: DocumentName): Promise<void> {
    const generation = this.#options.clock();
    return this.create(name, (doc) => new BoardDoc(doc).initialise(), { generation });
  }

  read<T>(name: DocumentName, look: (doc: SharedDocument) => T): Promise<T> {
    return this.#with(name, async (room) => {
      if (!this.#options.ticker.isWritable && !room.isOnDisk) throw new DomainError('storage.unavailable');
      return room.isOnDisk
        ? look(room.document.doc)
        : this.#options.ticker.exclusive(async () => look(room.document.doc));
    });
  }

  change<T>(name: DocumentName, { actorId }: { actorId: string | null }, edit: Edit<T>): Promise<T> {
    if (!this.#options.ticker.isWritable) return Promise.reject(new DomainError('storage.unavailable'));
    return this.#with(name, (room) => room.change(actorId, edit));
  }

  compact(name: DocumentName): Promise<void> {
    return this.#with(name, (room) => this.#options.ticker.exclusive(() => this.#options.rooms.fold(room)));
  }

  rebuild(name: DocumentName): Promise<number> {
    return this.#with(name, (room) =>
      this.#options.ticker.exclusive(async () => {
        const generation = await this.#replace(room);
        await this.#options.store.wipe();
        return generation;
      }),
    );
  }

  async forget(names: readonly DocumentName[], hasMore: (doc: SharedDocument) => boolean): Promise<void> {
    const { ticker, store } = this.#options;
    for (const name of names) {
      await this.#with(name, (room) =>
        ticker.exclusive(async () => {
          if (hasMore(room.document.doc)) return this.#replace(room);
          await store.remove(name);
          room.reset('otherGeneration');
        }),
      );
    }
    await store.wipe();
  }

  /** Rebuilds what is heavy and was left alone for long. Returns how many documents that were. */
  async lighten(): Promise<number> {
    const { store, rooms, limits } = this.#options;
    const isEmpty = (name: DocumentName) => !rooms.get(name)?.connections.size;
    const names = (await store.heavy(limits.heavyIdleMs)).filter(isEmpty);
    for (const name of names) await this.rebuild(name);
    return names.length;
  }

  /** Folds in the background; a log that stays long is no harm. */
  foldQuietly(room: Room): void {
    this.#options.rooms.fold(room).catch((error: unknown) => {
      const code = isDomainError(error) ? error.code : String(error);
      this.#options.log.warn({ document: room.document.name, code }, 'a log could not be folded; it stays as it is');
    });
  }

  /** Folds what is long enough to be worth it, so that the next start is quick. */
  async foldBeforeClosing(): Promise<void> {
    const { rooms, limits, ticker } = this.#options;
    if (!ticker.isWritable) return;
    for (const room of rooms.all()) {
      if (room.document.rows >= limits.foldRowsOnUnload) await rooms.fold(room).catch(() => undefined);
    }
  }

  async #replace(room: Room): Promise<number> {
    const { store, clock } = this.#options;
    const { name, generation, doc } = room.document;
    const fresh = new Y.Doc();
    copyContent(doc, fresh);
    // Seconds, not a count: a restored back-up must not reach a number that copies out there have already.
    const next = Math.max(generation + 1, Math.floor(clock() / 1_000));
    const update = Y.encodeStateAsUpdate(fresh);
    await store.replace({ name, generation: next, at: instant(clock()), update, serverClient: fresh.clientID });
    fresh.destroy();
    room.reset('otherGeneration');
    return next;
  }

  async #with<T>(name: DocumentName, use: (room: Room) => Promise<T>): Promise<T> {
    const hold = await this.#options.rooms.hold(name);
    try {
      return await use(hold.room);
    } finally {
      hold.release();
    }
  }
}
