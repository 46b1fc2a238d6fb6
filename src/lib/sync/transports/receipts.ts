import { HTTP_SAY_BYTES } from '$lib/protocol/httpLine';
import type { Clock } from '../clock';
import { Alarm } from '../clock';

/** What arrived is said at least this long after, and for each beat. */
const SAY_MS = 2_000;

/**
 * Decides when to say what arrived. It is said when something arrives, rather than by a timer, wherever that is soon
 * enough: timers of hidden tabs sleep for a minute, and a line that says nothing for half of one is over.
 */
export class Receipts {
  #clock: Clock;
  #alarm: Alarm;
  #say: () => Promise<void>;
  #bytes = 0;
  #saidAt: number;
  #isSaying = false;

  constructor(clock: Clock, say: () => Promise<void>) {
    this.#clock = clock;
    this.#alarm = new Alarm(clock);
    this.#say = say;
    this.#saidAt = clock.now();
  }

  /** Something arrived; a beat is something too. */
  arrived(bytes: number): void {
    this.#bytes += bytes;
    const wait = this.#saidAt + SAY_MS - this.#clock.now();
    if (this.#bytes >= HTTP_SAY_BYTES || wait <= 0) void this.#sayNow();
    else if (!this.#alarm.isSet) this.#alarm.set(wait, () => void this.#sayNow());
  }

  /** A request went out that says it. */
  said(): void {
    this.#bytes = 0;
    this.#saidAt = this.#clock.now();
    this.#alarm.cancel();
  }

  stop(): void {
    this.#alarm.cancel();
  }

  async #sayNow(): Promise<void> {
    if (this.#isSaying) return;
    this.#isSaying = true;
    this.said();
    await this.#say();
    this.#isSaying = false;
    if (this.#bytes >= HTTP_SAY_BYTES) void this.#sayNow();
  }
}
