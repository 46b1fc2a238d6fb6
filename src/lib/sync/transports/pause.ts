import type { Clock } from '../clock';
import { Alarm } from '../clock';

/** A wait that may be cut short. */
export class Pause {
  #alarm: Alarm;
  #go: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#alarm = new Alarm(clock);
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#go = resolve;
      this.#alarm.set(milliseconds, () => this.cutShort());
    });
  }

  /** Whoever waits goes on. */
  cutShort(): void {
    this.#alarm.cancel();
    this.#go?.();
    this.#go = null;
  }
}

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 2_000;

/** How long to wait after so many failures in a row. */
export function retryAfter(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}
