import type { Progress, SessionCommand } from '$lib/domain/sessions/progress';
import { goOn, PLANNED, timeLeft } from '$lib/domain/sessions/progress';
import type { LiveSession, Session } from '$lib/domain/sessions/session';
import { liveOf } from '$lib/domain/sessions/session';
import { instant } from '$lib/domain/shared/surroundings';

const MINUTE_MS = 60_000;

/** A session that somebody goes through alone, by its own rules: nothing of it leaves this page, and its clock can be put on. */
export class Rehearsal {
  #session: () => Session & { lead: string };
  #progress = $state.raw<Progress>(PLANNED);
  #ahead = $state(0);

  constructor(session: () => Session & { lead: string }) {
    this.#session = session;
  }

  readonly is: Progress['is'] = $derived(this.#progress.is);
  /** As everyone would see it; null before it begins and once it is over. */
  readonly live: LiveSession | null = $derived.by(() => {
    const session = this.#session();
    return liveOf({ ...session, progress: this.#progress }, { lead: session.lead, round: null });
  });

  /** By how much its clock is ahead of the one on the wall, in milliseconds. */
  get ahead(): number {
    return this.#ahead;
  }

  /** How long each step took, pauses left out, in the order in which they were left. */
  get passed(): readonly { step: string; took: number; skipped: boolean }[] {
    return this.#progress.is === 'planned' ? [] : this.#progress.passed;
  }

  /** Begins, or begins anew. */
  start(): void {
    this.#progress = PLANNED;
    this.#ahead = 0;
    this.command({ is: 'start' });
  }

  command(command: SessionCommand): void {
    const { agenda } = this.#session();
    this.#progress = goOn(this.#progress, command, { agenda, now: this.#now() });
  }

  end(): void {
    if (this.#progress.is === 'running') this.command({ is: 'end', step: this.#progress.current.step });
  }

  /** Puts the clock on by a minute. One that stands still stays where it is. */
  putOn(): void {
    this.#ahead += MINUTE_MS;
  }

  /** Puts the clock on until a minute is left of the step; never back. */
  putOnToLastMinute(): void {
    if (this.#progress.is !== 'running') return;
    this.#ahead += Math.max(0, timeLeft(this.#progress.current, this.#now()) - MINUTE_MS);
  }

  #now(): string {
    return instant(Date.now() + this.#ahead);
  }
}
