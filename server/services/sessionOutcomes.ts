import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { turnInto } from '../../src/lib/domain/boards/cardOutcome.ts';
import type { CardType } from '../../src/lib/domain/boards/schema.ts';
import { isCardType } from '../../src/lib/domain/boards/schema.ts';
import type { Carried, SessionOutcomes } from '../../src/lib/domain/sessions/outcomes/carried.ts';
import { carriedInto, readSettling } from '../../src/lib/domain/sessions/outcomes/carried.ts';
import type { AssignPage, Outcome, OutcomeAsked, OutcomeKind } from '../../src/lib/domain/sessions/outcomes/outcome.ts';
import { liveOutcome, MAX_OUTCOMES, readOutcome } from '../../src/lib/domain/sessions/outcomes/outcome.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { boardFor, signedIn, subjectOf } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { readersOf } from './reviewers.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';

/** What a card is on the board from then on; what is parked stays what it was. */
const TYPES: Record<OutcomeKind, CardType | null> = { decision: 'decision', action: 'action', parked: null };

/** What sessions make of cards, and what becomes of it in the sessions after. */
export class SessionOutcomeService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** What is chosen from in a step that assigns actions, for those who run it. */
  async assigning(actor: Actor, slug: string, address: SessionAddress): Promise<AssignPage> {
    const { repos, documents, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const session = await sessionOf(repos, address);
    const { progress, agenda } = session;
    const step = progress.is === 'running' ? agenda.find(({ id }) => id === progress.current.step) : undefined;
    const zones = new Set(step?.zones);
    const cards = await documents.read(documentOf(board.id), (doc) => {
      const view = new BoardDoc(doc);
      const titled = [...view.zones().map(({ id, text }) => ({ id, text })), { id: null, text: '' }];
      const chosen = titled.filter(({ id }) => zones.size === 0 || (id !== null && zones.has(id)));
      return chosen.flatMap(({ id, text: zone }) =>
        view
          .itemsIn(id)
          .filter((item) => item.kind === 'card' && item.text.trim() !== '')
          .map((card) => ({ id: card.id, words: card.text, zone })),
      );
    });
    const members = await repos.memberships.members(board.partnershipId);
    const guests = (await repos.guests.ofBoard(board.id)).filter(
      ({ removedAt, waitingSince, personId, kind, endsAt }) =>
        removedAt === null &&
        waitingSince === null &&
        personId === null &&
        kind !== 'young-person' &&
        endsAt > surroundings.now(),
    );
    return {
      cards,
      members: readersOf(board, members),
      guests: guests.map(({ name, kind }) => ({ name, kind })),
      outcomes: (await repos.outcomes.ofSession(session.id)).map(liveOutcome),
    };
  }

  /**
   * Makes a card a decision, an action or parked, or changes what it became. Everyone on the board sees it at once. Throws
   * `input.invalid` with the fields at fault, and `session.over` unless the session is running.
   */
  async save(actor: Actor, slug: string, { card, ...asked }: SessionAddress & OutcomeAsked): Promise<{ id: string }> {
    const { db, repos, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'session.run' });
    const named = await this.#withOwner(board, { ...asked, card });
    const { draft, faults } = readOutcome(named, { today: dayIn(surroundings.now()) });
    const found = await this.#cardOf(board.id, card);
    refuseFaults({ ...faults, ...(found ? {} : { card: 'unknownChoice' }) });
    const { words, type: cardType } = found ?? { words: '', type: 'idea' };
    const by = signedIn(actor).id;
    const { outcome, was } = await inTransaction(db, async (within) => {
      const session = await running(within, asked);
      const known = await within.outcomes.ofSession(session.id);
      const before = known.find(({ cardId }) => cardId === card);
      if (!before && known.length >= MAX_OUTCOMES) throw new DomainError('input.invalid', { card: 'tooMany' });
      const made = { madeBy: by, madeAt: surroundings.now() };
      const fresh = { id: surroundings.newId(), sessionId: session.id, boardId: board.id, cardType, ...made };
      const state = { state: 'open', stateReason: '', lookedAtIn: null } as const;
      const next: Outcome = { ...fresh, ...state, ...before, ...draft, words };
      await within.outcomes.keep(next);
      return { outcome: next, was: before?.kind ?? null };
    });
    await this.#showOnBoard(by, outcome, was);
    await tellOfSession(this.#context, board.id);
    return { id: outcome.id };
  }

  /** Takes back what a card became, while the session runs. One that is gone stays so. */
  async takeBack(actor: Actor, slug: string, { outcome: id, ...address }: SessionAddress & { outcome: string }) {
    const { db, repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const gone = await inTransaction(db, async (within) => {
      const session = await running(within, address);
      const known = (await within.outcomes.ofSession(session.id)).find((one) => one.id === id);
      return known && (await within.outcomes.remove(session.id, id)) ? known : null;
    });
    if (!gone) return;
    await this.#showOnBoard(signedIn(actor).id, { ...gone, kind: 'parked' }, gone.kind);
    await tellOfSession(this.#context, board.id);
  }

  /** What the sessions before left to do, for members who may see the board; none once the session has ended. */
  async carried(actor: Actor, slug: string, address: SessionAddress): Promise<{ carried: Carried[]; mayRun: boolean }> {
    const { repos } = this.#context;
    signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const session = await sessionOf(repos, address);
    return { carried: await carriedOf(repos, session), mayRun: can(actor, 'session.run', subjectOf(board)) };
  }

  /** What members need in a step of the session: what was left to do, and for those who run it, what to choose from. */
  async around(actor: Actor, slug: string, address: SessionAddress): Promise<SessionOutcomes> {
    const { carried, mayRun } = await this.carried(actor, slug, address);
    const isOn = mayRun && (await sessionOf(this.#context.repos, address)).progress.is === 'running';
    return { carried, mayRun, assigning: isOn ? await this.assigning(actor, slug, address) : null };
  }

  /**
   * Says in a session what became of something an earlier one left: done, dropped with a reason, or still open. Throws
   * `session.over` once the session has ended, and `notFound` of what it was not asked about.
   */
  async settle(
    actor: Actor,
    slug: string,
    { outcome: id, state, reason, ...address }: SessionAddress & { outcome: string; state: string; reason: string },
  ): Promise<void> {
    const { db, repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const { settling, faults } = readSettling({ state, reason });
    refuseFaults(faults);
    await inTransaction(db, async (within) => {
      const session = await sessionOf(within, address);
      if (session.progress.is === 'ended') throw new DomainError('session.over');
      const asked = (await carriedOf(within, session)).some((one) => one.id === id);
      if (!asked) throw new DomainError('notFound');
      await within.outcomes.settle(id, { ...settling, lookedAtIn: session.id });
    });
    await tellOfSession(this.#context, board.id);
  }

  /** A member's name and organisation are theirs; nobody else is given anything by an id. */
  async #withOwner(board: BoardRecord, asked: OutcomeAsked): Promise<OutcomeAsked> {
    if (asked.person === '' || asked.kind !== 'action') return { ...asked, person: '' };
    const members = readersOf(board, await this.#context.repos.memberships.members(board.partnershipId));
    const owner = members.find(({ id }) => id === asked.person);
    if (!owner) throw new DomainError('input.invalid', { person: 'unknownChoice' });
    return { ...asked, ownerName: owner.name, organisation: owner.organisation };
  }

  /** A card with words on it; null of anything else. */
  #cardOf(board: string, card: string): Promise<{ words: string; type: CardType } | null> {
    return this.#context.documents.read(documentOf(board), (doc) => {
      const item = new BoardDoc(doc).item(card);
      if (item?.kind !== 'card' || item.text.trim() === '') return null;
      return { words: item.text.trim(), type: item.look.type ?? 'idea' };
    });
  }

  /** The card shows what it became; what it is no more, it does not show either. */
  async #showOnBoard(
    by: string,
    { boardId, cardId, cardType, kind, id }: Outcome,
    was: OutcomeKind | null,
  ): Promise<void> {
    const shown = TYPES[kind];
    if (shown === null && (was === null || TYPES[was] === null)) return;
    const type = shown ?? (isCardType(cardType) ? cardType : 'idea');
    await this.#context.documents.change(documentOf(boardId), { actorId: by }, (doc) =>
      turnInto(doc, { id: cardId, type, action: kind === 'action' ? id : null }, { by }),
    );
  }
}

async function running(repos: Repos, address: SessionAddress): Promise<Session> {
  const session = await sessionOf(repos, address);
  if (session.progress.is !== 'running') throw new DomainError('session.over');
  return session;
}

/** Of the sessions on its board that have ended. */
async function carriedOf(repos: Repos, { id, boardId, progress }: Session): Promise<Carried[]> {
  if (progress.is === 'ended') return [];
  const before = (await repos.sessions.ofBoard(boardId)).filter((one) => one.progress.is === 'ended');
  const titles = new Map(before.map((one) => [one.id, one.title]));
  return carriedInto(id, await repos.outcomes.ofBoard(boardId), titles);
}
