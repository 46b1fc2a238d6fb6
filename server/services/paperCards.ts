import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { planNewCards } from '../../src/lib/domain/boards/operations/planNewCards.ts';
import { isItemId } from '../../src/lib/domain/boards/plainBoard.ts';
import { certainIn } from '../../src/lib/domain/sensitive/certain.ts';
import { IDENTIFIER_KINDS } from '../../src/lib/domain/sensitive/finding.ts';
import { scan } from '../../src/lib/domain/sensitive/scan.ts';
import { cardsIn, FROM_THE_ROOM, MAX_PAPER_CARDS, paperCardFaults } from '../../src/lib/domain/boards/paperCards.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import { boardFor, signedIn } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { OwnSheets } from './ownSheets.ts';
import { aliasOf } from './privateSheets.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';

/** Cards from paper, as a form brings them. */
export interface PaperCardsAsked extends SessionAddress {
  /** Id of this list: sent twice, it adds its cards once. */
  list: string;
  lines: string;
  zone: string | null;
  /** Whoever types says that nothing in them names somebody. */
  vouched: boolean;
}

/** A card of a list. */
interface PaperCard {
  id: string;
  text: string;
  cleared: readonly string[];
}

/** Typing in what people wrote on paper: as one change, taken back by one. */
export class PaperCardService {
  #context: ServiceContext;
  #sheets: OwnSheets;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#sheets = new OwnSheets(context);
  }

  /**
   * Adds the cards of a list: in a private step to what whoever types wrote privately, and is revealed with the others;
   * else to the board. Throws `input.invalid` with `lines`, or `line-3` and so on, at fault.
   */
  async add(actor: Actor, slug: string, asked: PaperCardsAsked): Promise<{ added: number; private: boolean }> {
    const { repos } = this.#context;
    const { id: by } = signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'session.run' });
    const { id: session } = await sessionOf(repos, asked);
    refuseFaults({ list: isItemId(asked.list) ? null : 'unknownChoice' });
    const cards = await this.#judge(board, asked);
    const round = await this.#round(board.id, session);
    if (round === null) await this.#toBoard(board.id, { cards, by, zone: asked.zone });
    else {
      const drafts = cards.map((card) => ({ ...card, zone: asked.zone, tags: [FROM_THE_ROOM] }));
      await this.#sheets.addAll({ round, by }, board.id, drafts);
    }
    return { added: cards.length, private: round !== null };
  }

  /** Takes a list away again, wherever its cards are by now under the ids they came with. */
  async takeBack(actor: Actor, slug: string, { list, ...asked }: SessionAddress & { list: string }): Promise<void> {
    const { repos, documents } = this.#context;
    const { id: by } = signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'session.run' });
    const session = await sessionOf(repos, asked);
    const ids = Array.from({ length: MAX_PAPER_CARDS }, (_, nth) => aliasOf(list, String(nth)));
    const remove = (doc: BoardDoc) => {
      const there = ids.filter((id) => doc.item(id) !== null);
      if (there.length > 0) doc.remove(there, { by });
    };
    for (const { id: round } of await repos.privateRounds.ofSession(session.id)) {
      const own = await this.#sheets.cards({ round, by, since: null });
      if (own.some(({ id }) => ids.includes(id))) await this.#sheets.change({ round, by }, remove);
    }
    await documents.change(documentOf(board.id), { actorId: by }, (doc) => remove(new BoardDoc(doc)));
  }

  /** The round that the step that is on writes privately in, until it is revealed. */
  async #round(boardId: string, sessionId: string): Promise<string | null> {
    const live = await this.#context.repos.sessions.live(boardId);
    const secret = live?.id === sessionId && live.now.rules.writing === 'private' ? live.secret : null;
    return secret && secret.step === live?.current.step && secret.state !== 'revealed' ? secret.round : null;
  }

  async #judge(board: BoardRecord, { lines, list, vouched }: PaperCardsAsked): Promise<PaperCard[]> {
    const { identifiers: rule, knownPostcodes } = await this.#context.repos.partnerships.settings(board.partnershipId);
    const cleared = vouched ? IDENTIFIER_KINDS : [];
    const texts = cardsIn(lines);
    const names = (text: string) => certainIn(text, { rule, knownPostcodes, cleared }) !== undefined;
    const faults = paperCardFaults(texts, names);
    if (Object.keys(faults).length > 0) throw new DomainError('input.invalid', faults);
    return texts.map((text, nth) => {
      const seen = new Set(scan(text, { knownPostcodes }).map(({ kind }) => kind));
      return { id: aliasOf(list, String(nth)), text, cleared: cleared.filter((kind) => seen.has(kind)) };
    });
  }

  async #toBoard(
    name: string,
    { cards, by, zone }: { cards: readonly PaperCard[]; by: string; zone: string | null },
  ): Promise<void> {
    const { documents, surroundings } = this.#context;
    await documents.change(documentOf(name), { actorId: by }, (doc) => {
      const board = new BoardDoc(doc);
      const fresh = cards.filter(({ id }) => !board.knows(id));
      const texts = fresh.map(({ text }) => text);
      const plan = planNewCards(board, { texts, type: 'idea', by, where: { endOf: zone } }, surroundings);
      const made = plan.flatMap((place, nth) =>
        fresh[nth] ? [{ ...place, ...fresh[nth], tags: [FROM_THE_ROOM] }] : [],
      );
      if (made.length > 0) board.addCards(made, { by });
    });
  }
}
