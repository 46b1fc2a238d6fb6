import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import { goOn } from '../../src/lib/domain/sessions/progress.ts';
import { leavesUnfinished } from '../../src/lib/domain/sessions/outcomes/leaving.ts';
import { undated } from '../../src/lib/domain/sessions/days.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';
import { beginRound } from './privateRounds.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';
import type { BallotCard } from './stepBallots.ts';
import { cardsOn, followStep } from './stepBallots.ts';
import type { SessionSummaryService } from './sessionSummaries.ts';

/** A command to a session, from whoever may give it. */
interface Taking {
  board: BoardRecord;
  session: string;
  command: SessionCommand;
  /** Person id of who asks for it; null of the server's clock. */
  by: string | null;
}

/**
 * Has a session go on, with all that hangs on it, and tells its board. Null when nothing changed, since the command came
 * late. Whether somebody may ask for it was judged before.
 */
export async function takeCommand(
  context: ServiceContext,
  summaries: SessionSummaryService,
  { board, session: id, ...taking }: Taking,
): Promise<Session | null> {
  const { db, repos, documents } = context;
  const address = { board: board.id, session: id };
  const { agenda } = await sessionOf(repos, address);
  // A large board is not read for steps in which nobody votes.
  const cards = agenda.some(({ rules }) => rules.vote !== null) ? await cardsOn(documents, board.id) : [];
  const done = await inTransaction(db, async (within) => {
    const session = await sessionOf(within, address);
    return goOnWithin(within, { ...taking, context, session, cards, partnershipId: board.partnershipId });
  });
  if (!done) return null;
  try {
    if (done.progress.is === 'ended') await summaries.keep(done);
  } finally {
    await tellOfSession(context, board.id); // it has ended, whether or not its summary could be kept now
  }
  return done;
}

interface GoingOn extends Omit<Taking, 'board' | 'session'> {
  context: ServiceContext;
  session: Session;
  partnershipId: string;
  cards: readonly BallotCard[];
}

async function goOnWithin(
  within: Repos,
  { context: { surroundings }, session, command, by: actorId, partnershipId, cards }: GoingOn,
): Promise<Session | null> {
  if (command.is === 'start') await mayStart(within, session);
  const now = surroundings.now();
  const progress = goOn(session.progress, command, { agenda: session.agenda, now });
  if (progress === session.progress) return null;
  const outcomes = await within.outcomes.ofSession(session.id);
  if (leavesUnfinished({ before: session.progress, after: progress }, { ...session, command, outcomes }))
    throw new DomainError('session.unfinished');
  const leads = command.is === 'start' && actorId !== null ? { leadId: actorId } : {};
  const next: Session = { ...session, progress, ...leads };
  await within.sessions.set(next);
  await beginRound(within, next, surroundings);
  await followStep(within, { actorId, partnershipId, session: next, cards }, surroundings);
  const event = BEGINS_OR_ENDS[`${session.progress.is} ${progress.is}`];
  const details = { board: session.boardId, session: session.id };
  if (event) await writeAudit(within, surroundings, { actorId, partnershipId, event, details });
  if (progress.is === 'ended') {
    await within.groups.forgetMembers(session.id);
    await within.sessionRooms.forgetAsked(session.id);
    if (session.overDays) await within.overDays.forgetSession(session.id);
    for (const link of await within.guestLinks.sessionEnded(session.id, now)) await within.guestCodes.endJoinCode(link);
  }
  return next;
}

async function mayStart(within: Repos, session: Session): Promise<void> {
  const running = await within.sessions.running(session.boardId);
  if (running && running.id !== session.id) throw new DomainError('session.other');
  if (session.progress.is === 'ended') throw new DomainError('session.over');
  if (session.agenda.length === 0) throw new DomainError('session.noSteps');
  if (undated(session).length > 0) throw new DomainError('session.noDates');
}

const BEGINS_OR_ENDS: Record<string, 'session.started' | 'session.ended'> = {
  'planned running': 'session.started',
  'running ended': 'session.ended',
};
