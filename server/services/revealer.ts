import { findToTakeOff, putBack, takeAway } from '../../src/lib/domain/boards/lifted.ts';
import type { Revealed } from '../../src/lib/domain/boards/privateSheet.ts';
import { placeRevealed, readSheet } from '../../src/lib/domain/boards/privateSheet.ts';
import type { PrivateRound } from '../../src/lib/domain/sessions/privateRound.ts';
import { mayFollow } from '../../src/lib/domain/sessions/lateCards.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import type { OwnedSheet } from './privateSheets.ts';
import { aliasOf, sheetsIn, writersOn } from './privateSheets.ts';
import { tellOfSession } from './sessionRecords.ts';
import { shuffled } from './shuffled.ts';

/** A card that is being typed when a round is revealed is shown when its writer leaves it, or after so long. */
const LAST_CARD_MS = 30_000;

/** Which cards of which sheets go on the board. */
type Choice = (sheet: OwnedSheet) => (card: string) => boolean;

/**
 * Moves private cards to their board. It spans both databases: what a crash left half done is done over at the next
 * start, and gives the same cards.
 */
export class Revealer {
  #context: ServiceContext;
  #timers = new Set<NodeJS.Timeout>();
  /** One thing after the other, so that no card is read while it is being moved. */
  #chain: Promise<unknown> = Promise.resolve();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** All of a round. Nothing when somebody was quicker. One that fails is as it was before, and can be asked for again. */
  async reveal(round: PrivateRound): Promise<void> {
    const { privateRounds } = this.#context.repos;
    for (const from of ['writing', 'takenBack'] as const) {
      if (!(await privateRounds.move(round.id, { from, to: 'revealing' }))) continue;
      try {
        await this.#finish(round);
      } catch (error) {
        await privateRounds.move(round.id, { from: 'revealing', to: from });
        await tellOfSession(this.#context, round.boardId);
        throw error;
      }
      return;
    }
  }

  /** Those of one writer, all of them. */
  revealOf(round: PrivateRound, actorId: string): Promise<void> {
    return this.#inTurn(() => this.#copy(round, (sheet) => () => sheet.actorId === actorId));
  }

  /** Whatever of a revealed round is not on the board yet, but for what is held back. */
  revealRest(round: PrivateRound): Promise<void> {
    return this.#inTurn(() => this.#copy(round, () => () => true));
  }

  /** Cards without authors that came late, once enough wait that nobody is found by when they came. */
  revealLate(round: PrivateRound): Promise<void> {
    return this.#inTurn(async () => {
      const now = await this.#context.repos.privateRounds.byId(round.boardId, round.id);
      // In the place of what is being typed nothing is put up by itself.
      if (now?.state === 'revealed') await this.#copy(now, (sheet) => (card) => card !== sheet.writing, mayFollow);
    });
  }

  /** Off the board again, with what became of the cards there. Nothing when somebody was quicker. */
  async takeBack(round: PrivateRound): Promise<void> {
    await this.#inTurn(async () => {
      const { db, documents } = this.#context;
      const { cards } = (await this.#context.repos.privateRounds.byId(round.boardId, round.id)) ?? round;
      const name = documentOf(round.boardId);
      const kept = await documents.read(name, (doc) => findToTakeOff(doc, cards).map(({ bytes }) => bytes));
      const aside = await this.#seal(round, kept);
      const isFirst = await inTransaction(db, async ({ privateRounds }) => {
        if (!(await privateRounds.move(round.id, { from: 'revealed', to: 'takenBack' }))) return false;
        await privateRounds.setAside(round.id, aside);
        return true;
      });
      if (isFirst) await this.#takeOff({ ...round, cards });
    });
    await tellOfSession(this.#context, round.boardId);
  }

  /** Finishes what a crash left half done. Called once at start; what cannot be finished keeps nobody from starting. */
  async finishAll(): Promise<void> {
    const { privateRounds } = this.#context.repos;
    for (const round of await privateRounds.inState('revealing')) await this.#try(round, () => this.#finish(round));
    for (const round of await privateRounds.inState('takenBack')) await this.#try(round, () => this.#takeOff(round));
  }

  /** Waits for what is being moved. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await this.#chain;
  }

  async #finish(round: PrivateRound): Promise<void> {
    const { privateRounds } = this.#context.repos;
    await this.#inTurn(async () => {
      await this.#putBackAside(round);
      const isLast = (sheet: OwnedSheet) => (card: string) => card !== sheet.writing;
      await this.#copy(round, isLast);
      await privateRounds.move(round.id, { from: 'revealing', to: 'revealed' });
    });
    await tellOfSession(this.#context, round.boardId);
    // Of what comes later by itself one could tell whose it is: without authors, writers are asked.
    if (round.authors === 'shown') this.#later(LAST_CARD_MS, () => this.#try(round, () => this.#revealWritten(round)));
  }

  /** The cards that were being typed. */
  #revealWritten(round: PrivateRound): Promise<void> {
    return this.#inTurn(async () => {
      const now = await this.#context.repos.privateRounds.byId(round.boardId, round.id);
      if (now?.state === 'revealed') await this.#copy(now, (sheet) => (card) => card === sheet.writing);
    });
  }

  /** Puts the chosen cards on the board, as one change, and takes them out of the sheets once that is on disk. */
  async #copy(
    round: PrivateRound,
    chosen: Choice,
    areEnough: (waiting: readonly number[]) => boolean = () => true,
  ): Promise<void> {
    const { repos, documents, surroundings } = this.#context;
    const board = await repos.boards.byId(round.boardId);
    if (!board) return;
    const mayStill = await writersOn(this.#context, board);
    const held = await repos.privateRounds.held(round.id);
    const sheets = await sheetsIn(this.#context, round.id);
    const moving = new Map<string, ReadonlySet<string>>();
    const cards: Revealed[] = [];
    for (const sheet of sheets) {
      if (!(await mayStill(sheet.actorId))) continue;
      const going = sheet.cards.filter(
        ({ id }) => chosen(sheet)(id) && !(round.checked && held.has(aliasOf(round.id, id))),
      );
      moving.set(sheet.name, new Set(going.map(({ id }) => id)));
      cards.push(...going.map((card) => asRevealed(round, { card, by: sheet.actorId })));
    }
    if (cards.length === 0 || !areEnough([...moving.values()].map(({ size }) => size))) return;
    const now = surroundings.now();
    const ordered = round.authors === 'hidden' ? shuffled(cards) : cards;
    const ids = await documents.change(documentOf(round.boardId), { actorId: null }, (doc) =>
      placeRevealed(doc, ordered, now),
    );
    const before = (await repos.privateRounds.byId(round.boardId, round.id))?.cards ?? [];
    await repos.privateRounds.setCards(round.id, [...new Set([...before, ...ids])]);
    await this.#empty(moving);
  }

  /** What is on the board is in nobody's sheet any more, nor in its history. */
  async #empty(moved: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    const { documents } = this.#context;
    const touched = [...moved].filter(([, cards]) => cards.size > 0);
    for (const [name, cards] of touched) {
      await documents.change(name, { actorId: null }, (doc) => {
        for (const card of cards) doc.getMap('items').delete(card);
      });
    }
    await documents.forget(
      touched.map(([name]) => name),
      (doc) => readSheet(doc).cards.length > 0,
    );
  }

  async #takeOff({ id, boardId, cards }: PrivateRound): Promise<void> {
    const kept = await this.#context.documents.change(documentOf(boardId), { actorId: null }, (doc, offList) => {
      const there = cards.filter((card) => doc.getMap('items').has(card));
      const taken = takeAway(doc, there);
      offList.keepOff(taken.ids);
      return [...taken.kept.values()].flatMap((bytes) => bytes ?? []);
    });
    if (kept.length > 0) await this.#context.repos.privateRounds.setAside(id, await this.#seal({ id }, kept));
  }

  async #putBackAside(round: PrivateRound): Promise<void> {
    const { repos, secrets, documents } = this.#context;
    const sealed = await repos.privateRounds.aside(round.id);
    if (sealed === null) return;
    const kept = JSON.parse(Buffer.from(await secrets.open(sealed, aboutAside(round))).toString()) as string[];
    await documents.change(documentOf(round.boardId), { actorId: null }, (doc, offList) => {
      offList.letBack(kept.flatMap((bytes) => putBack(Buffer.from(bytes, 'base64'), doc)));
    });
    await repos.privateRounds.setAside(round.id, null);
  }

  #seal(round: Pick<PrivateRound, 'id'>, kept: readonly Uint8Array[]): Promise<string> {
    const plain = JSON.stringify(kept.map((bytes) => Buffer.from(bytes).toString('base64')));
    return this.#context.secrets.seal(Buffer.from(plain), aboutAside(round));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#chain.then(work);
    this.#chain = done.catch(() => undefined);
    return done;
  }

  #later(milliseconds: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, milliseconds);
    timer.unref();
    this.#timers.add(timer);
  }

  async #try(round: PrivateRound, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = isDomainError(error) ? error.code : error instanceof Error ? error.name : 'unknown';
      this.#context.log.error({ round: round.id, code }, 'private cards were not moved to their board');
    }
  }
}

function asRevealed(round: PrivateRound, { card, by }: { card: OwnedSheet['cards'][number]; by: string }): Revealed {
  // A tag may say whose it is: few in a room are without a device.
  return round.authors === 'hidden' ? { ...card, id: aliasOf(round.id, card.id), by: null, tags: [] } : { ...card, by };
}

function aboutAside({ id }: Pick<PrivateRound, 'id'>): string {
  return `taken back/${id}`;
}
