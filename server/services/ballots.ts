import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Ballot, BallotCommand, BallotResult } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { BALLOT_COMMANDS, ballotAfter, MAX_BALLOT_CARDS } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { tally } from '../../src/lib/domain/sessions/votes/tally.ts';
import type { Papers } from '../../src/lib/domain/sessions/votes/vote.ts';
import { papersFaults } from '../../src/lib/domain/sessions/votes/vote.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';
import type { BallotCard } from './stepBallots.ts';
import { cardsOfStep, cardsOn, newBallot, stepOf } from './stepBallots.ts';

/** Where a ballot is. */
export interface BallotAddress extends SessionAddress {
  ballot: string;
}

const EVENTS: Record<BallotCommand, AuditEvent> = {
  close: 'session.voteClosed',
  reveal: 'session.voteRevealed',
  reopen: 'session.voteReopened',
};

/** A change of a ballot, and how the trail calls it. Null when there is nothing to do. */
type Change = { ballot: Ballot; event: AuditEvent } | null;

/** Running votes. Each is for facilitators alone; what comes late, or twice, changes nothing and is no error. */
export class BallotService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Opens a ballot in the step that is on: about its cards, or about those that are named. `after` is the ballot that was
   * seen before, empty without one: of two who open one at once, one does. Throws `session.noVote` in a step without one.
   */
  async open(
    actor: Actor,
    slug: string,
    { after, cards: named, ...address }: SessionAddress & { after: string; cards: readonly string[] | null },
  ): Promise<void> {
    const { documents, surroundings } = this.#context;
    const board = await this.#board(actor, slug, address);
    const cards = await cardsOn(documents, board.id);
    await this.#change({ actor, board }, address, async (within, session) => {
      const step = stepOf(session);
      const last = (await within.ballots.ofSession(session.id)).at(-1);
      if (!step || (last?.id ?? '') !== after) return null;
      if (last?.step === step.id && last.state !== 'revealed') return null;
      const ballot = newBallot(
        session,
        { step, cards: inPlay(cards, step, named), number: (last?.number ?? 0) + 1 },
        surroundings,
      );
      if (!ballot) throw new DomainError('session.noVote');
      await within.ballots.add(ballot);
      return { ballot, event: 'session.voteOpened' };
    });
  }

  /** Has an open ballot be about the cards of its step as they are now, or about those that are named. Votes stay. */
  async choose(
    actor: Actor,
    slug: string,
    { cards: named, ...address }: BallotAddress & { cards: readonly string[] | null },
  ): Promise<void> {
    const board = await this.#board(actor, slug, address);
    const cards = await cardsOn(this.#context.documents, board.id);
    await this.#change({ actor, board }, address, async (within, session) => {
      const was = await ballotOf(within, address);
      const step = stepOf(session);
      if (was.state !== 'open' || was.step !== step?.id) return null;
      const ballot = { ...was, cards: inPlay(cards, step, named) };
      await within.ballots.set(ballot);
      return { ballot, event: 'session.voteOpened' };
    });
  }

  /** Closes, reveals or opens again. Only what is closed in the step that is on can be opened again. */
  async command(
    actor: Actor,
    slug: string,
    { command, ...address }: BallotAddress & { command: BallotCommand },
  ): Promise<void> {
    const { documents, surroundings, events, repos } = this.#context;
    refuseFaults({ command: BALLOT_COMMANDS.includes(command) ? null : 'unknownChoice' });
    const board = await this.#board(actor, slug, address);
    const words = new Map((await cardsOn(documents, board.id)).map(({ id, text }) => [id, text]));
    const done = await this.#change({ actor, board }, address, async (within, session) => {
      const was = await ballotOf(within, address);
      const state = ballotAfter(was.state, command);
      if (state === was.state || (command === 'reopen' && stepOf(session)?.id !== was.step)) return null;
      const ballot = { ...was, state };
      await within.ballots.set(
        state === 'revealed' ? await revealed(within, ballot, { words, at: surroundings.now() }) : ballot,
      );
      return { ballot, event: EVENTS[command] };
    });
    if (done?.state === 'revealed')
      events.emit('board.tallied', { boardId: board.id, tallies: await repos.ballots.tallies(board.id) });
  }

  /** Puts in what people without a device said on paper, in the place of what was put in before. Until it is revealed. */
  async addPapers(
    actor: Actor,
    slug: string,
    { papers, ...address }: BallotAddress & { papers: Papers },
  ): Promise<void> {
    const board = await this.#board(actor, slug, address);
    await this.#change({ actor, board }, address, async (within) => {
      const was = await ballotOf(within, address);
      if (was.state === 'revealed') throw new DomainError('ballot.closed');
      const kept = { ...papers, votes: papers.votes.filter(({ count }) => count !== 0) };
      refuseFaults({ ...papersFaults(kept, was) });
      if (JSON.stringify(kept) === JSON.stringify(was.papers)) return null;
      const ballot = { ...was, papers: kept };
      await within.ballots.set(ballot);
      return { ballot, event: 'session.papersAdded' };
    });
  }

  /** What came out of every ballot of a session that was revealed, the first first, for whoever may read its board. */
  async resultsOf(actor: Actor, slug: string, address: SessionAddress): Promise<BallotResult[]> {
    const { repos } = this.#context;
    await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const { id } = await sessionOf(repos, address);
    return (await repos.ballots.ofSession(id)).flatMap(({ step, title, rules, papers, revealed: out }) =>
      out ? [{ step, title, method: rules.method, voters: out.voters, room: papers.people, cards: out.cards }] : [],
    );
  }

  async #board(actor: Actor, slug: string, { board: id }: SessionAddress): Promise<BoardRecord> {
    signedIn(actor);
    return (await boardFor(this.#context.repos, actor, { slug, id, action: 'session.run' })).board;
  }

  async #change(
    { actor, board }: { actor: Actor; board: BoardRecord },
    address: SessionAddress,
    change: (within: Repos, session: Session) => Promise<Change>,
  ): Promise<Ballot | null> {
    const { db, surroundings } = this.#context;
    const changed = await inTransaction(db, async (within) => {
      const session = await sessionOf(within, address);
      const done = await change(within, session);
      if (!done) return null;
      const by = { actorId: signedIn(actor).id, partnershipId: board.partnershipId };
      const details = { board: board.id, session: session.id, ballot: done.ballot.id };
      await writeAudit(within, surroundings, { ...by, event: done.event, details });
      return done.ballot;
    });
    if (changed) await tellOfSession(this.#context, board.id);
    return changed;
  }
}

/** Those that are named and are there, in the order of the board; without names the step's. */
function inPlay(
  cards: readonly BallotCard[],
  step: Parameters<typeof cardsOfStep>[0],
  named: readonly string[] | null,
): string[] {
  if (named === null) return cardsOfStep(step, cards);
  const chosen = new Set(named);
  const there = cards.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  refuseFaults({ cards: there.length === 0 ? 'missing' : there.length > MAX_BALLOT_CARDS ? 'tooMany' : null });
  return there;
}

/** A ballot of a session. Another board's, or another session's, is not there. */
export async function ballotOf(repos: Repos, { board, session, ballot: id }: BallotAddress): Promise<Ballot> {
  const ballot = await repos.ballots.byId(board, id);
  if (!ballot || ballot.sessionId !== session) throw new DomainError('notFound');
  return ballot;
}

/** Adds it up. From then on nobody's vote is kept: only what came out. */
async function revealed(
  within: Repos,
  ballot: Ballot,
  { words, at }: { words: ReadonlyMap<string, string>; at: Instant },
): Promise<Ballot> {
  const votes = await within.votes.of(ballot.id);
  const cards = tally({ ...ballot, votes }).map((result) => ({ ...result, text: words.get(result.card) ?? '' }));
  await within.votes.removeOf(ballot.id);
  return { ...ballot, revealed: { at, voters: new Set(votes.map(({ voter }) => voter)).size, cards } };
}
