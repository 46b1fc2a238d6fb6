import { MAX_STEPS } from '../../src/lib/domain/sessions/agenda.ts';
import { dueNow } from '../../src/lib/domain/sessions/days.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import { isClosed } from '../../src/lib/domain/sessions/progress.ts';
import type { PrivateRound } from '../../src/lib/domain/sessions/privateRound.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { ErrorCode } from '../../src/lib/domain/shared/errors.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { ServiceContext } from './context.ts';
import { sheetsIn } from './privateSheets.ts';
import type { Revealer } from './revealer.ts';
import type { SessionReminders } from './sessionReminders.ts';
import { takeCommand } from './sessionSteps.ts';
import type { SessionSummaryService } from './sessionSummaries.ts';

/** What the clock waits for, as a facilitator would have to: it goes on once that is seen to. */
const WAITS: ReadonlySet<ErrorCode> = new Set(['session.other', 'session.unfinished']);
/** Every step is closed and left at most once at a time, and the session begins. */
const MOST_AT_ONCE = 2 * MAX_STEPS + 1;

/**
 * The server's clock for sessions over days: opens their steps, closes them at their deadlines, and ends them. What it
 * does are the commands of a facilitator, each of which names its step: done over, or by two, it changes nothing. What
 * was missed while the server was down is made good in its order.
 */
export class SessionClock {
  #context: ServiceContext;
  #summaries: SessionSummaryService;
  #revealer: Revealer;
  #reminders: SessionReminders;

  constructor(
    context: ServiceContext,
    parts: { summaries: SessionSummaryService; revealer: Revealer; reminders: SessionReminders },
  ) {
    this.#context = context;
    this.#summaries = parts.summaries;
    this.#revealer = parts.revealer;
    this.#reminders = parts.reminders;
  }

  /** Does what is due by then. Called now and then; one session that cannot go on keeps no other from it. */
  async goOn(now: Instant): Promise<void> {
    const { repos } = this.#context;
    // One that ended while the server died is summed up now.
    for (const session of await repos.sessions.withoutSummary())
      await this.#try(session, async () => void (await this.#summaries.keep(session)));
    for (const session of await repos.sessions.overDays()) await this.#try(session, () => this.#goOnOne(session, now));
  }

  async #try({ id }: Session, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = isDomainError(error) ? error.code : error instanceof Error ? error.name : 'unknown';
      this.#context.log.error({ session: id, code }, 'a session over days did not go on');
    }
  }

  async #goOnOne({ id, boardId }: Session, now: Instant): Promise<void> {
    const { repos } = this.#context;
    const board = await repos.boards.byId(boardId);
    if (!board || board.archivedAt !== null) return;
    for (let done = 0; done < MOST_AT_ONCE; done++) {
      const session = await repos.sessions.byId(boardId, id);
      if (!session) return;
      const mayEnd = await this.#showWhatIsDue(session);
      const command = dueNow(session, now);
      if (!command || (command.is === 'end' && !mayEnd)) return this.#reminders.remind({ session, board, now });
      if (!(await this.#take(board, { session, command, now }))) return;
    }
  }

  /** False when it has to wait, or somebody was quicker. */
  async #take(
    board: BoardRecord,
    { session, command, now }: { session: Session; command: SessionCommand; now: Instant },
  ): Promise<boolean> {
    const at = { ...this.#context, surroundings: { ...this.#context.surroundings, now: () => now } };
    try {
      return (await takeCommand(at, this.#summaries, { board, session: session.id, command, by: null })) !== null;
    } catch (error) {
      if (isDomainError(error) && WAITS.has(error.code)) return false;
      throw error;
    }
  }

  /**
   * Reveals what was written privately in a step that is closed, where the step says so. Returns whether nothing of it
   * waits for a facilitator: a session does not end over what nobody has shown.
   */
  async #showWhatIsDue(session: Session): Promise<boolean> {
    const { progress, agenda } = session;
    if (progress.is !== 'running' || !isClosed(progress.current)) return true;
    const { step } = progress.current;
    const isTimed = agenda.find(({ id }) => id === step)?.rules.reveal === 'timeUp';
    const rounds = (await this.#context.repos.privateRounds.ofSession(session.id)).filter(
      ({ stepId, state }) => stepId === step && state === 'writing',
    );
    if (isTimed) for (const round of rounds) await this.#revealer.reveal(round);
    return isTimed || (await this.#areEmpty(rounds));
  }

  async #areEmpty(rounds: readonly PrivateRound[]): Promise<boolean> {
    const sheets = await Promise.all(rounds.map(({ id }) => sheetsIn(this.#context, id)));
    return sheets.flat().every(({ cards }) => cards.length === 0);
  }
}
