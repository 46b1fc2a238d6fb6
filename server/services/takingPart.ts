import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { planNewCards } from '../../src/lib/domain/boards/operations/planNewCards.ts';
import type { TakePartPage } from '../../src/lib/domain/boards/plainBoard.ts';
import { cardTextFault, isItemId, plainAuthor } from '../../src/lib/domain/boards/plainBoard.ts';
import type { CardItem } from '../../src/lib/domain/boards/schema.ts';
import { smallestChange } from '../../src/lib/domain/boards/textChange.ts';
import { certainIn } from '../../src/lib/domain/sensitive/certain.ts';
import { isIdentifierKind } from '../../src/lib/domain/sensitive/finding.ts';
import { scan } from '../../src/lib/domain/sensitive/scan.ts';
import { closesWriting, isClosedTo } from '../../src/lib/domain/sessions/closed.ts';
import { isOpenToWriters } from '../../src/lib/domain/sessions/privateRound.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { Where } from '../../src/lib/domain/sessions/whereWritten.ts';
import { whereWritten } from '../../src/lib/domain/sessions/whereWritten.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { boardFor, known, subjectOf } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import { BoardNews } from './boardNews.ts';
import type { BoardService } from './boards.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { RoomPeople } from './roomPeople.ts';
import type { SessionRoomService } from './sessionRooms.ts';
import { OwnSheets } from './ownSheets.ts';
import type { PrivateRoundService } from './privateRounds.ts';
import type { SealedRoundService } from './sealedRounds.ts';
import { summariesFor } from './sessionSummaries.ts';
import type { TableService } from './tables.ts';
import { seatNow, sinceOf, withoutEarlier } from './turnPage.ts';

/** A card as a form names it. */
export interface CardAsked {
  board: string;
  /** Id of the card: of a new one, which a form has with it so that it is added once however often it is sent. */
  card: string;
  /** The round of private writing under which its page showed it; null where the page was open to all. */
  round: string | null;
}

/** Words for it. */
export interface WordsAsked extends CardAsked {
  words: string;
  /** Identifier kinds the writer says are none here. */
  cleared: readonly string[];
}

interface Parts {
  boards: BoardService;
  people: RoomPeople;
  rooms: SessionRoomService;
  privateRounds: PrivateRoundService;
  tables: TableService;
  sealedRounds: SealedRoundService;
}

/** Where somebody may add to a board, and how far the step that is on lets them. */
interface Standing {
  by: string;
  /** On a shared device: since when it is their turn. */
  since: string | null;
  partnership: Partnership;
  session: LiveSession | null;
  closed: boolean;
}

/** Reading and writing a board by plain pages, for participants. The same operations as in a page that is live. */
export class TakingPartService {
  #context: ServiceContext;
  #parts: Parts;
  #sheets: OwnSheets;
  #news: BoardNews;

  constructor(context: ServiceContext, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
    this.#sheets = new OwnSheets(context);
    this.#news = new BoardNews(context.events, Date.parse(context.surroundings.now()));
  }

  /** What a participant's page shows: the board as a list. */
  async page(actor: Actor, slug: string, id: string): Promise<TakePartPage> {
    const version = this.#news.version(id);
    const opened = await this.#parts.boards.open(actor, slug, id);
    const { title, archived, needsLock, role, me, identifiers, knownPostcodes } = opened;
    await this.#seen(actor, id);
    const since = sinceOf(actor);
    const shown = await this.#context.documents.read(documentOf(id), (doc) =>
      withoutEarlier(new BoardDoc(doc), { by: me.id, since }),
    );
    const session = await this.#context.repos.sessions.live(id);
    const seat = await seatNow(this.#context.repos, actor, session);
    const table = await this.#parts.tables.now(actor, session);
    const zones = table ? [] : shown; // what somebody has just put on the board is not what the next one finds
    const guest = actor.kind === 'guest' ? await this.#context.repos.guests.byId(actor.id) : null;
    const closed = closesWriting(session) && !opened.allowed['session.run'];
    const sheet =
      role === 'edit' ? await this.#sheets.page({ board: id, by: me.id, since }, { session, closed }) : null;
    const isShut = closed && !sheet?.takes;
    const writers = new Set(zones.flatMap(({ cards }) => cards.map(({ by }) => by)));
    const authors = Object.entries(opened.people)
      .filter(([person]) => writers.has(person))
      .map(([person, author]) => [person, plainAuthor(author, opened)] as const);
    return {
      ...{ id, title, slug, archived, identifiers, knownPostcodes, zones, sheet, version },
      session,
      askedForTime: await this.#parts.rooms.hasAsked(me.id, id),
      sealed: session ? [] : await this.#parts.sealedRounds.mine(actor, slug, id),
      summaries: guest ? await summariesFor(this.#context.repos, guest) : [],
      now: this.#context.surroundings.now(),
      mayWrite: role === 'edit' && !isShut,
      closed: role === 'edit' && isShut,
      mayVote: opened.allowed['board.vote'] && !seat?.hasVoted,
      votes: session?.ballot && !seat?.hasVoted ? await this.#context.repos.votes.by(session.ballot.id, me.id) : [],
      ...{ table, seat },
      needsLock,
      me: { id: me.id, name: me.name, guest: me.guest ?? null },
      authors: Object.fromEntries(authors),
    };
  }

  /**
   * The page again once something is otherwise than at `since`, the version of an earlier one. Null after a while
   * without news, and when rights may have changed: whoever asks again is then judged anew.
   */
  async news(
    actor: Actor,
    slug: string,
    { board, since }: { board: string; since: number },
  ): Promise<TakePartPage | null> {
    const { id: actorId } = known(actor);
    const at = await boardFor(this.#context.repos, actor, { slug, id: board, action: 'board.read' });
    await this.#seen(actor, board);
    const listener = { board, partnershipId: at.partnership.id, actorId, isGuest: actor.kind === 'guest' };
    const news = await this.#news.wait(listener, since);
    return news === 'changed' ? this.page(actor, slug, board) : null;
  }

  /** They need more time in the step that they see. */
  async askForTime(actor: Actor, slug: string, { board, step }: { board: string; step: string }): Promise<void> {
    await boardFor(this.#context.repos, actor, { slug, id: board, action: 'board.read' });
    const session = await this.#context.repos.sessions.running(board);
    if (session) await this.#parts.rooms.askForTime(actor, slug, { board, session: session.id, step });
  }

  /** An id for the next card of a form. */
  newCardId(): string {
    return this.#context.surroundings.newId();
  }

  /**
   * Adds a card where it is read last in a zone, or outside all zones; in a private step to what only its writer sees. A
   * card that was added before is not added again, whatever became of it. Says where it went. Throws `input.invalid` with
   * `words` or `card` at fault; `words: identifier` for what must not be on a board.
   */
  async addCard(actor: Actor, slug: string, asked: WordsAsked & { zone: string | null }): Promise<'board' | 'sheet'> {
    const standing = await this.#standing(actor, slug, asked.board);
    const where = placed(standing, asked);
    const cleared = await this.#judge(standing, asked);
    refuseFaults({ card: isItemId(asked.card) ? null : 'unknownChoice' });
    const { by } = standing;
    const { board, card: id, zone } = asked;
    const text = asked.words.trim();
    if (where.is === 'board') await this.#addToBoard(board, { id, by, text, zone, cleared });
    else await this.#sheets.add({ round: where.round, by }, { board, id, text, zone, cleared });
    return where.is;
  }

  /**
   * Gives a card of one's own other words. One that is gone, or somebody else's, is `notFound`; one that its page showed
   * as private and everyone sees by now is `session.shown`.
   */
  async changeCard(actor: Actor, slug: string, asked: WordsAsked): Promise<void> {
    const standing = await this.#standing(actor, slug, asked.board);
    const secret = await this.#secret(standing, asked);
    const own = secret?.card ?? (await this.#own(standing, asked));
    if (!own) throw new DomainError('notFound');
    const known = [...asked.cleared, ...(own.look.cleared ?? [])];
    const cleared = await this.#judge(standing, { ...asked, cleared: known });
    const words = asked.words.trim();
    const { by } = standing;
    const edit = (board: BoardDoc) => {
      const address = { item: asked.card, field: 'text' } as const;
      const change = smallestChange(board.textAt(address), words, words.length);
      if (cleared.length > 0) board.restyle([asked.card], { cleared }, { by });
      if (change) board.editText(address, change, { by });
    };
    if (secret) await this.#sheets.change({ round: secret.round, by }, edit);
    else await this.#edit(asked.board, by, edit);
  }

  /** Takes a card of one's own away. One that is gone already is no mistake; for `session.shown` see `changeCard`. */
  async removeCard(actor: Actor, slug: string, asked: CardAsked): Promise<void> {
    const standing = await this.#standing(actor, slug, asked.board);
    const { by } = standing;
    const secret = await this.#secret(standing, asked);
    const edit = (board: BoardDoc) => board.remove([asked.card], { by });
    if (secret) await this.#sheets.change({ round: secret.round, by }, edit);
    else if (await this.#own(standing, asked)) await this.#edit(asked.board, by, edit);
  }

  /** Puts on the board what the caller wrote privately and came too late for the reveal. */
  async showOwn(actor: Actor, slug: string, asked: { board: string; round: string }): Promise<void> {
    const { session } = await this.#standing(actor, slug, asked.board);
    if (session?.secret?.round !== asked.round || session.secret.state !== 'revealed')
      throw new DomainError('session.notPrivate');
    await this.#parts.privateRounds.revealOwn(actor, slug, asked);
  }

  /** A page shows the board to somebody; a shared device to everyone who had a turn on it. */
  async #seen(actor: Actor, board: string): Promise<void> {
    const session = await this.#context.repos.sessions.running(board);
    for (const id of await this.#parts.tables.peopleAt(actor, session)) this.#parts.people.seen(board, id);
  }

  async #addToBoard(
    name: string,
    { id, by, text, zone, cleared }: { id: string; by: string; text: string; zone: string | null; cleared: string[] },
  ): Promise<void> {
    const { surroundings } = this.#context;
    const draft = { texts: [text], type: 'idea', by, where: { endOf: zone } } as const;
    await this.#edit(name, by, (board) => {
      if (board.knows(id)) return;
      const cards = planNewCards(board, draft, { ...surroundings, newId: () => id });
      board.addCards(
        cards.map((card) => ({ ...card, cleared })),
        { by },
      );
    });
  }

  async #edit(board: string, by: string, edit: (board: BoardDoc) => void): Promise<void> {
    await this.#context.documents.change(documentOf(board), { actorId: by }, (doc) => edit(new BoardDoc(doc)));
  }

  /** A private card of one's own; null where there is none of that id. */
  async #secret({ by, since, session }: Standing, { board, card: id, round: promised }: CardAsked) {
    const secret = session?.secret;
    const round = secret && isOpenToWriters(secret.state) ? secret.round : null;
    const cards = round === null ? [] : await this.#sheets.cards({ round, by, since });
    const card = cards.find((one) => one.id === id);
    if (round !== null && card) return { round, card };
    if (promised !== null && (await this.#sheets.isShown(promised, { board, card: id })))
      throw new DomainError('session.shown');
    return null;
  }

  /** A card of one's own on the board, while one may write there. Throws `session.closed` while a step forbids it. */
  async #own({ by, since, closed }: Standing, { board, card }: CardAsked): Promise<CardItem | null> {
    const item = await this.#context.documents.read(documentOf(board), (doc) => new BoardDoc(doc).item(card));
    if (!item) return null;
    const isEarlier = since !== null && item.made < since;
    if (item.kind !== 'card' || item.by !== by || item.look.locked || isEarlier) throw new DomainError('notFound');
    if (closed) throw new DomainError('session.closed');
    return item;
  }

  async #standing(actor: Actor, slug: string, id: string): Promise<Standing> {
    const { repos } = this.#context;
    const { id: by } = known(actor);
    const { partnership, board } = await boardFor(repos, actor, { slug, id, action: 'board.edit' });
    const session = await repos.sessions.live(id);
    return { by, since: sinceOf(actor), partnership, session, closed: isClosedTo(actor, subjectOf(board), session) };
  }

  /** The kinds that are cleared, once the words may go on the board. */
  async #judge({ partnership }: Standing, { words, cleared }: WordsAsked): Promise<string[]> {
    const { identifiers: rule, knownPostcodes } = await this.#context.repos.partnerships.settings(partnership.id);
    const seen = new Set(scan(words, { knownPostcodes }).map(({ kind }) => kind));
    const kinds = [...new Set(cleared.filter(isIdentifierKind))].filter((kind) => seen.has(kind));
    const found = certainIn(words, { rule, knownPostcodes, cleared: kinds });
    refuseFaults({ words: cardTextFault(words) ?? (found ? 'identifier' : null) });
    return kinds;
  }
}

/** Where new words go. Throws what is in the way. */
function placed({ session, closed }: Standing, { round: promised }: CardAsked): Exclude<Where, { is: 'nowhere' }> {
  const where = whereWritten(session, { closed, promised });
  if (where.is === 'nowhere') throw new DomainError(where.why);
  return where;
}
