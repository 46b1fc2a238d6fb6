import type { ServiceContext } from './context.ts';
import { LateBatches } from './lateBatches.ts';
import { PrivateCounts } from './privateCounts.ts';
import type { Revealer } from './revealer.ts';
import { TimeUpReveals } from './timeUpReveals.ts';

/** What the server does about private cards by itself: counts them, reveals them in time, lets late ones follow, and ends what it began. */
export class SecretWork {
  readonly counts: PrivateCounts;
  readonly late: LateBatches;
  #revealer: Revealer;
  #timeUp: TimeUpReveals;

  constructor(context: ServiceContext, revealer: Revealer) {
    this.counts = new PrivateCounts(context);
    this.late = new LateBatches(context, revealer);
    this.#revealer = revealer;
    this.#timeUp = new TimeUpReveals(context, revealer);
  }

  /** Called once at start: finishes what a crash left half done. */
  async begin(): Promise<void> {
    await this.#revealer.finishAll();
    await this.#timeUp.begin();
  }

  async close(): Promise<void> {
    this.#timeUp.close();
    await this.late.close();
    await this.#revealer.close();
    await this.counts.close();
  }
}
