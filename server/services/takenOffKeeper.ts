import type { KeptItem } from '../../src/lib/domain/boards/lifted.ts';
import { filesOn, putBack, takeAway } from '../../src/lib/domain/boards/lifted.ts';
import { contentPicture, withoutThings } from '../../src/lib/domain/boards/templates/ownTemplate.ts';
import { withoutCards } from '../../src/lib/domain/summaries/summary.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { wipeRecords } from '../storage/database.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { TakenOffRecord } from '../storage/repos/takenOffRepo.ts';
import type { OperationTable } from '../storage/tables/tables.ts';
import { documentOf } from './boardLists.ts';
import type { BoardProjection } from './boardProjection.ts';
import type { ServiceContext } from './context.ts';
import { TakenOffFiles } from './takenOffFiles.ts';

/** What is about to be taken off a board, as it was found there. */
export interface ToTakeOff {
  board: { id: string; partnershipId: string };
  found: readonly KeptItem[];
  by: string;
  reviewer: string;
  reason: string;
}

/** What a record seals. */
export interface Kept {
  reason: string;
  items: Uint8Array;
}

/**
 * Takes things off boards, puts them back and erases them. All of it spans both databases, so what is to be done is
 * written down first, in a record's state or as an operation, and a crash in between is finished at the next start.
 */
export class TakenOffKeeper {
  #context: ServiceContext;
  #projection: BoardProjection;
  #files: TakenOffFiles;
  #working = new Set<Promise<void>>();

  constructor(context: ServiceContext, projection: BoardProjection) {
    this.#context = context;
    this.#projection = projection;
    this.#files = new TakenOffFiles(context);
  }

  /**
   * Seals what was found, then takes it off the board. Things that are off already stay as they are. What is written on
   * one between the two steps is sealed as well, afterwards: taking off never waits for a writer to pause.
   */
  async take({ board, found, by, reviewer, reason }: ToTakeOff): Promise<void> {
    const { db, surroundings } = this.#context;
    const common = { partnershipId: board.partnershipId, boardId: board.id, takenBy: by, reviewerId: reviewer };
    const records = await Promise.all(
      found.map(async ({ item, kind, bytes }) => {
        const record = { id: surroundings.newId(), itemId: item, kind, takenAt: surroundings.now(), ...common };
        return { ...record, sealed: await this.#seal(record, { reason, items: bytes }) };
      }),
    );
    await inTransaction(db, async (repos) => {
      for (const record of records) {
        if (!(await repos.takenOff.add(record))) continue;
        const entry = { id: surroundings.newId(), at: record.takenAt, actorId: by, partnershipId: board.partnershipId };
        const details = { board: board.id, item: record.itemId };
        await repos.audit.append({ ...entry, event: 'item.takenOff', details });
      }
    });
    const items = found.map(({ item }) => item);
    await this.#takeAway(board.id, items);
  }

  /** Puts it back on its board as it was. Throws `notFound` when somebody else was quicker. */
  async restore(record: TakenOffRecord, by: string): Promise<void> {
    const { repos } = this.#context;
    await this.read(record); // what cannot be read stays where it is
    if (!(await repos.takenOff.move(record.id, { from: 'off', to: 'restoring' }))) throw new DomainError('notFound');
    const files = await repos.uploads.offWith(record.id);
    try {
      await this.#putBack(record, by);
    } catch (error) {
      await this.#files.takeAgain(record, files);
      await repos.takenOff.move(record.id, { from: 'restoring', to: 'off' }); // may be tried again: it comes back once
      throw error;
    }
  }

  /** Erases it for good: its record now, and every trace in the board's history with a new generation of the document. */
  async erase(record: TakenOffRecord, by: string): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const files = await repos.uploads.offWith(record.id);
    const [at, payload] = [surroundings.now(), JSON.stringify({ board: record.boardId, files })];
    const operation = { id: surroundings.newId(), kind: 'takenOff.erase', payload, started_at: at } as const;
    await inTransaction(db, async (repos) => {
      if (!(await repos.takenOff.remove(record.id, 'off'))) throw new DomainError('notFound');
      await repos.operations.begin(operation);
      for (const file of files) await repos.uploads.remove(file);
      const entry = { id: surroundings.newId(), at, actorId: by, partnershipId: record.partnershipId };
      await repos.audit.append({ ...entry, event: 'item.erased', details: aboutOf(record) });
    });
    await this.#forget(operation);
  }

  /** What was sealed. Throws `takenOff.unreadable` when the key to it is not here. */
  async read(record: TakenOffRecord): Promise<Kept> {
    const { repos, sealing } = this.#context;
    const sealed = await repos.takenOff.sealed(record.id);
    if (sealed === null) throw new DomainError('notFound');
    const plain = Buffer.from(await sealing.open(sealed, boundTo(record))).toString();
    const { reason, items } = JSON.parse(plain) as { reason: string; items: string };
    return { reason, items: Buffer.from(items, 'base64') };
  }

  /** Finishes what a crash left half done. Called once at start; what cannot be finished keeps nobody from starting. */
  async finishAll(): Promise<void> {
    const { repos } = this.#context;
    for (const { boardId, itemId } of await repos.takenOff.inState('taking')) {
      await this.#try(boardId, () => this.#takeAway(boardId, [itemId]));
    }
    for (const record of await repos.takenOff.inState('restoring')) {
      await this.#try(record.boardId, () => this.#putBack(record, null));
    }
    // Files that an earlier version took off were not sealed.
    for (const record of await repos.takenOff.inState('off')) {
      await this.#try(record.boardId, () => this.#files.seal(record));
    }
    for (const operation of await repos.operations.unfinished('takenOff.erase')) {
      await this.#try(operation.payload, () => this.#forget(operation));
    }
  }

  /** Resolves when the work in the background is done. */
  async settled(): Promise<void> {
    await Promise.all(this.#working);
  }

  async #takeAway(boardId: string, wanted: readonly string[]): Promise<void> {
    const { repos, documents } = this.#context;
    const taking = (await repos.takenOff.ofItems(boardId, wanted)).filter(({ state }) => state === 'taking');
    if (taking.length === 0) return;
    const name = documentOf(boardId);
    const items = taking.map(({ itemId }) => itemId);
    const { kept, shown } = await documents.change(name, { actorId: null }, (doc, offList) => {
      const taken = takeAway(doc, items);
      offList.keepOff(taken.ids);
      return { kept: taken.kept, shown: filesOn(doc) };
    });
    await this.#takeFromTemplates(boardId, items);
    await this.#takeFromSessions(boardId, items);
    // Before it counts as off: a crash in between is finished at the next start, the thumbnail with it.
    await this.#projection.renew(boardId);
    for (const record of taking) {
      const last = kept.get(record.itemId);
      if (last) await this.#reseal(record, last);
      // Without the key to what was kept nobody knows which files are its own.
      const items = await this.read(record).then(
        (one) => one.items,
        () => null,
      );
      if (items) await this.#files.take(record, items, shown);
      await repos.takenOff.move(record.id, { from: 'taking', to: 'off' });
    }
    // Until the log is folded, the words lie in it as they were written.
    this.#later(boardId, () => documents.compact(name));
  }

  /** A template made of the board may have kept its words. */
  async #takeFromTemplates(boardId: string, items: readonly string[]): Promise<void> {
    const { db, repos } = this.#context;
    const templates = await repos.ownTemplates.ofBoard(boardId);
    if (templates.length === 0) return;
    const gone = new Set(items);
    for (const { id, content } of templates) {
      const left = withoutThings(content, gone);
      await repos.ownTemplates.setContent(id, left, contentPicture(left));
    }
    this.#later(boardId, () => wipeRecords(db));
  }

  /** What a session made of it keeps none of its words. */
  async #takeFromSessions(boardId: string, items: readonly string[]): Promise<void> {
    const { db, repos } = this.#context;
    const gone = new Set(items);
    const summaries = await repos.summaries.ofBoard(boardId);
    for (const { sessionId, snapshot } of summaries) {
      const left = withoutCards(snapshot, gone);
      if (JSON.stringify(left) !== JSON.stringify(snapshot)) await repos.summaries.replaceSnapshot(sessionId, left);
    }
    const voted = await repos.ballots.forgetWords(boardId, items);
    const agreed = (await repos.outcomes.forgetWords(boardId, items)) > 0;
    if (voted || agreed || summaries.length > 0) this.#later(boardId, () => wipeRecords(db));
  }

  async #putBack(record: TakenOffRecord, by: string | null): Promise<void> {
    const { db, documents, surroundings } = this.#context;
    const { items } = await this.read(record);
    await this.#files.putBack(record); // before anyone asks for them
    await documents.change(documentOf(record.boardId), { actorId: null }, (doc, offList) => {
      offList.letBack(putBack(items, doc));
    });
    await inTransaction(db, async (repos) => {
      if (!(await repos.takenOff.remove(record.id, 'restoring'))) return;
      const entry = { id: surroundings.newId(), at: surroundings.now(), actorId: by };
      const about = { partnershipId: record.partnershipId, details: aboutOf(record) };
      await repos.audit.append({ ...entry, ...about, event: 'item.restored' });
    });
  }

  async #forget({ id, payload }: Pick<OperationTable, 'id' | 'payload'>): Promise<void> {
    const { db, repos, documents, files: store } = this.#context;
    const { board, files = [] } = JSON.parse(payload) as { board: string; files?: readonly string[] };
    for (const file of files) await store.remove(board, file);
    await documents.rebuild(documentOf(board));
    await repos.operations.end(id);
    await wipeRecords(db);
  }

  async #reseal(record: TakenOffRecord, items: Uint8Array): Promise<void> {
    // Without the key to what was sealed before, the reason is lost; what was on the board must not be.
    const reason = await this.read(record)
      .then((kept) => kept.reason)
      .catch(() => '');
    await this.#context.repos.takenOff.reseal(record.id, await this.#seal(record, { reason, items }));
  }

  #seal(record: Pick<TakenOffRecord, 'id' | 'boardId' | 'itemId'>, { reason, items }: Kept): Promise<string> {
    const plain = JSON.stringify({ reason, items: Buffer.from(items).toString('base64') });
    return this.#context.sealing.seal(Buffer.from(plain), boundTo(record));
  }

  #later(about: string, work: () => Promise<void>): void {
    const done = this.#try(about, work).finally(() => this.#working.delete(done));
    this.#working.add(done);
  }

  async #try(about: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = isDomainError(error) ? error.code : error instanceof Error ? error.name : 'unknown';
      this.#context.log.error({ about, code }, 'work on something taken off was left undone');
    }
  }
}

function aboutOf({ boardId, itemId }: TakenOffRecord): { board: string; item: string } {
  return { board: boardId, item: itemId };
}

function boundTo({ id, boardId, itemId }: Pick<TakenOffRecord, 'id' | 'boardId' | 'itemId'>): string {
  return [id, boardId, itemId].join(' ');
}
