import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import { goOn } from '../../src/lib/domain/sessions/progress.ts';
import { leavesUnfinished } from '../../src/lib/domain/sessions/outcomes/leaving.ts';
import type { LiveSession, Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { callToStep } from './groupCalls.ts';
import { beginRound } from './privateRounds.ts';
import { keepersOf } from './reviewers.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';
import { cardsOn, followStep } from './stepBallots.ts';
import type { SessionSummaryService } from './sessionSummaries.ts';

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
   * be left lacks its owner or its date.
   */
  async command(
    actor: Actor,
    slug: string,
    { command, ...address }: SessionAddress & { command: SessionCommand },
  ): Promise<void> {
    const { db, repos, documents, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const me = signedIn(actor).id;
    const by = { actorId: me, partnershipId: board.partnershipId };
    const { agenda } = await sessionOf(repos, address);
    // A large board is not read for steps in which nobody votes.
    const cards = agenda.some(({ rules }) => rules.vote !== null) ? await cardsOn(documents, board.id) : [];
    const done = await inTransaction(db, async (within) => {
      const session = await sessionOf(within, address);
      if (command.is === 'start') await this.#mayStart(within, session);
      const now = surroundings.now();
      const progress = goOn(session.progress, command, { agenda: session.agenda, now });
      if (progress === session.progress) return null;
      const outcomes = await within.outcomes.ofSession(session.id);
      if (leavesUnfinished({ before: session.progress, after: progress }, { ...session, command, outcomes }))
        throw new DomainError('session.unfinished');
      const next: Session = { ...session, progress, ...(command.is === 'start' ? { leadId: me } : {}) };
      await within.sessions.set(next);
      await beginRound(within, next, surroundings);
      await followStep(within, { ...by, session: next, cards }, surroundings);
      const event = BEGINS_OR_ENDS[`${session.progress.is} ${progress.is}`];
      const details = { board: board.id, session: session.id };
      if (event) await writeAudit(within, surroundings, { ...by, event, details });
      if (progress.is === 'ended') {
        await within.groups.forgetMembers(session.id);
        await within.sessionRooms.forgetAsked(session.id);
        for (const link of await within.guestLinks.sessionEnded(session.id, now))
          await within.guestCodes.endJoinCode(link);
      }
      return next;
    });
    if (!done) return;
    try {
      if (done.progress.is === 'ended') await this.#summaries.keep(done);
    } finally {
      await tellOfSession(this.#context, board.id); // it has ended, whether or not its summary could be kept now
    }
    if (command.is !== 'pause' && command.is !== 'resume' && command.is !== 'extend')
      await callToStep(this.#context, done, signedIn(actor));
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

  async #mayStart(within: Repos, session: Session): Promise<void> {
    const running = await within.sessions.running(session.boardId);
    if (running && running.id !== session.id) throw new DomainError('session.other');
    if (session.progress.is === 'ended') throw new DomainError('session.over');
    if (session.agenda.length === 0) throw new DomainError('session.noSteps');
  }
}

const BEGINS_OR_ENDS: Record<string, 'session.started' | 'session.ended'> = {
  'planned running': 'session.started',
  'running ended': 'session.ended',
};
