import { timeLeft } from '$lib/domain/sessions/progress';
import type { LiveSession } from '$lib/domain/sessions/session';
import type { StepStage } from '$lib/domain/sessions/stepTime';
import { clockWords, endsAbout, stageOf } from '$lib/domain/sessions/stepTime';
import { instant } from '$lib/domain/shared/surroundings';
import { whileSeen } from '$lib/ui/whileSeen';

/** Often enough that no second is missed. */
const TICK_MS = 250;

/** The time of the step that is on, by the server's clock: this one may be wrong by minutes. */
export class StepTimer {
  #session: () => LiveSession;
  #ahead: () => number;
  #now = $state(0);

  constructor(session: () => LiveSession, ahead: () => number) {
    this.#session = session;
    this.#ahead = ahead;
    this.#tick();
    $effect(() => whileSeen(TICK_MS, () => this.#tick()));
    // What is new is shown at once, and not by a time that is past.
    $effect.pre(() => {
      session();
      this.#tick();
    });
  }

  #tick(): void {
    this.#now = Date.now() + this.#ahead();
  }

  /** When it is by the server's clock. */
  readonly at: string = $derived(instant(this.#now));
  readonly left: number = $derived.by(() => timeLeft(this.#session().current, instant(this.#now)));
  readonly stage: StepStage = $derived.by(() => stageOf(this.#session().current, instant(this.#now)));
  readonly clock: string = $derived(clockWords(this.left));
  /** Of the time that was allowed, the part that is gone: from 0 to 1. */
  readonly gone: number = $derived.by(() => Math.min(1, Math.max(0, 1 - this.left / this.#session().current.allowed)));
  readonly endsAt: string = $derived.by(() => endsAbout(this.#session(), instant(this.#now)));
}
