import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { callToStep } from './groupCalls.ts';
import { keepersOf } from './reviewers.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';
import { takeCommand } from './sessionSteps.ts';
import type { SessionSummaryService } from './sessionSummaries.ts';

/** Commands after which the same step is on. */
const STAYS: ReadonlySet<SessionCommand['is']> = new Set(['pause', 'resume', 'extend', 'close']);

/** Running a session. Its state is a record: it outlives whoever runs it, and the server. */
export class SessionRunService {
  #context: ServiceContext;
  #summaries: SessionSummaryService;

  constructor(context: ServiceContext, summaries: SessionSummaryService) {
    this.#context = context;
    this.#summaries = summaries;
  }

  /** The session that goes on on a board, for everyone who may read it; null when there is none. */
  async live(actor: Actor, slug: string, board: string): Promise<LiveSession | null> {
    await boardFor(this.#context.repos, actor, { slug, id: board, action: 'board.read' });
    return this.#context.repos.sessions.live(board);
  }

  /**
   * Does what a facilitator asks, or nothing when it came late. Throws `session.other` when another session goes on on
   * the board, `session.noSteps`, `session.over` of one that has ended, and `session.unfinished` while an action that would
   * be left lacks its owner or its date; `session.noDates` of one over days in which a step has none.
   */
  async command(
    actor: Actor,
    slug: string,
    { command, ...address }: SessionAddress & { command: SessionCommand },
  ): Promise<void> {
    const { repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const taking = { board, session: address.session, command, by: signedIn(actor).id };
    const done = await takeCommand(this.#context, this.#summaries, taking);
    if (!done) return;
    if (!STAYS.has(command.is)) await callToStep(this.#context, done, signedIn(actor));
  }

  /** Whoever leads it hands that on to somebody else who may. */
  async lead(actor: Actor, slug: string, { person, ...address }: SessionAddress & { person: string }): Promise<void> {
    const { db, repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const members = await repos.memberships.members(board.partnershipId);
    if (!keepersOf(board, members).some(({ id }) => id === person))
      throw new DomainError('input.invalid', { person: 'unknownChoice' });
    const session = await inTransaction(db, async (within) => {
      const was = await sessionOf(within, address);
      if (was.progress.is === 'ended') throw new DomainError('session.over');
      const now = { ...was, leadId: person };
      await within.sessions.set(now);
      return now;
    });
    if (session.progress.is === 'running') await tellOfSession(this.#context, board.id);
  }
}
