import { isOverDays, timeLeft } from '../../src/lib/domain/sessions/progress.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { ServiceContext } from './context.ts';
import type { Revealer } from './revealer.ts';

/** Reveals private cards as soon as the time of their step is up, where the step says so. */
export class TimeUpReveals {
  #context: ServiceContext;
  #revealer: Revealer;
  #timers = new Map<string, NodeJS.Timeout>();
  #stop: () => void;

  constructor(context: ServiceContext, revealer: Revealer) {
    this.#context = context;
    this.#revealer = revealer;
    this.#stop = context.events.on('session.changed', ({ boardId, session }) => this.#wait(boardId, session));
  }

  /** Waits for those that were going on when the server stopped. Called once at start. */
  async begin(): Promise<void> {
    const { sessions } = this.#context.repos;
    for (const boardId of await sessions.boardsWithOne()) this.#wait(boardId, await sessions.live(boardId));
  }

  close(): void {
    this.#stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Nothing waits on a board whose step is paused, asks for no reveal, or was revealed. */
  #wait(boardId: string, session: LiveSession | null): void {
    clearTimeout(this.#timers.get(boardId));
    this.#timers.delete(boardId);
    const left = session && leftUntilReveal(session, this.#context.surroundings.now());
    if (left === null) return;
    const timer = setTimeout(() => void this.#reveal(boardId), Math.max(0, left));
    this.#timers.set(boardId, timer.unref());
  }

  /** Looks again: the step may have been made longer while nobody told us. */
  async #reveal(boardId: string): Promise<void> {
    const { repos, log, surroundings } = this.#context;
    try {
      const session = await repos.sessions.live(boardId);
      const left = session && leftUntilReveal(session, surroundings.now());
      if (left === null) return;
      if (left > 0) return this.#wait(boardId, session);
      const round = await repos.privateRounds.byId(boardId, session?.secret?.round ?? '');
      if (round) await this.#revealer.reveal(round);
    } catch (error) {
      log.error(
        { board: boardId, code: isDomainError(error) ? error.code : String(error) },
        'nothing was revealed in time',
      );
    }
  }
}

/** Milliseconds until private cards are revealed by themselves; null when they are not. Over days `SessionClock` does it. */
function leftUntilReveal({ current, now, secret }: LiveSession, at: string): number | null {
  if (isOverDays(current)) return null;
  const waits = secret?.state === 'writing' && secret.step === current.step && current.pausedAt === null;
  return waits && now.rules.reveal === 'timeUp' ? timeLeft(current, at) : null;
}
