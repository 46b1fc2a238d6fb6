import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { NewCard } from '../../src/lib/domain/boards/newItem.ts';
import type { OwnSheet } from '../../src/lib/domain/boards/plainBoard.ts';
import { plainCard } from '../../src/lib/domain/boards/plainBoard.ts';
import { addToSheet, sheetCards } from '../../src/lib/domain/boards/privateSheet.ts';
import type { CardItem } from '../../src/lib/domain/boards/schema.ts';
import type { SharedDocument } from '../../src/lib/domain/boards/sharedDocument.ts';
import { isOpenToWriters } from '../../src/lib/domain/sessions/privateRound.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import { takingRound } from '../../src/lib/domain/sessions/whereWritten.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { sheetName } from '../documents/sheets.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { aliasOf } from './privateSheets.ts';

/** Whose private cards of which round. */
export interface SheetAddress {
  round: string;
  by: string;
  /** On a shared device: when their turn began. What they wrote before is theirs, and not shown again. */
  since: string | null;
}

/** A new private card, for a board. */
export type PrivateDraft = Pick<NewCard, 'id' | 'text' | 'zone' | 'cleared' | 'tags'> & { board: string };

/** Somebody's own private cards, read and written for plain pages. A page that is live opens them itself. */
export class OwnSheets {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** A page's part of it. That a card was kept from being shown is said once the others are shown. */
  async page(
    { board: id, by, since }: { board: string; by: string; since: string | null },
    { session, closed }: { session: LiveSession | null; closed: boolean },
  ): Promise<OwnSheet | null> {
    const secret = session?.secret;
    if (!secret || !isOpenToWriters(secret.state)) return null;
    const { round, state } = secret;
    const { repos, documents } = this.#context;
    const held = state === 'revealed' ? await repos.privateRounds.held(round) : new Set();
    const own = await this.cards({ round, by, since });
    const cards = await documents.read(documentOf(id), (doc) => {
      const board = new BoardDoc(doc);
      return own.map((card) => ({ ...plainCard(card, board), by, held: held.has(aliasOf(round, card.id)) }));
    });
    return { round, takes: takingRound(session, { closed }) === round, cards };
  }

  /** What is not shown yet, oldest first. */
  async cards({ round, by, since }: SheetAddress): Promise<CardItem[]> {
    const { documents } = this.#context;
    const name = sheetName(round, by);
    if (!(await documents.exists(name))) return [];
    const cards = await documents.read(name, sheetCards).catch(isGone(() => []));
    return since === null ? cards : cards.filter(({ made }) => made >= since);
  }

  /** Adds a card, unless it was added before, whether it is shown by now or not. */
  add(address: Omit<SheetAddress, 'since'>, { board, ...draft }: PrivateDraft): Promise<void> {
    return this.addAll(address, board, [draft]);
  }

  /** Adds several, as one change. */
  async addAll(
    { round, by }: Omit<SheetAddress, 'since'>,
    board: string,
    drafts: readonly Omit<PrivateDraft, 'board'>[],
  ): Promise<void> {
    const { documents, surroundings } = this.#context;
    const shown = await Promise.all(drafts.map(({ id }) => this.isShown(round, { board, card: id })));
    const fresh = drafts.filter((_, nth) => !shown[nth]);
    if (fresh.length === 0) return;
    const made = surroundings.now();
    const cards = await documents.read(documentOf(board), (doc) => {
      const isZone = (zone: string | null) => zone !== null && new BoardDoc(doc).item(zone)?.kind === 'zone';
      return fresh.map((draft) => ({ ...draft, by, made, zone: isZone(draft.zone) ? draft.zone : null }));
    });
    const put = async () => {
      await documents.begin(sheetName(round, by));
      await documents.change(sheetName(round, by), { actorId: by }, (doc) => {
        for (const card of cards) addToSheet(doc, card);
      });
    };
    await put().catch(isGone(put)); // a reveal has just taken the sheet away
  }

  /** Changes one's cards. Nothing where they were shown meanwhile. */
  async change({ round, by }: Omit<SheetAddress, 'since'>, edit: (sheet: BoardDoc) => void): Promise<void> {
    const change = (doc: SharedDocument) => edit(new BoardDoc(doc));
    await this.#context.documents.change(sheetName(round, by), { actorId: by }, change).catch(isGone(() => undefined));
  }

  /** Whether a card of a round is on the board, or was: under its own id, or where nobody is to know whose it is. */
  isShown(round: string, { board, card }: { board: string; card: string }): Promise<boolean> {
    return this.#context.documents.read(documentOf(board), (doc) => {
      const shown = new BoardDoc(doc);
      return shown.knows(card) || shown.knows(aliasOf(round, card));
    });
  }
}

/** What to do where the document is not there. Any other trouble goes on. */
function isGone<T>(instead: () => T): (error: unknown) => T {
  return (error) => {
    if (isDomainError(error) && error.code === 'notFound') return instead();
    throw error;
  };
}
