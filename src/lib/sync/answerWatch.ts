import type { Clock } from './clock';
import { Alarm } from './clock';

/** Longest wait for an acknowledgement before the page says that edits are not saved. */
export const ANSWER_MS = 4_000;

/** Notices when a server that is connected stops acknowledging. */
export class AnswerWatch {
  #alarm: Alarm;
  #tell: (late: boolean) => void;

  constructor(clock: Clock, tell: (late: boolean) => void) {
    this.#alarm = new Alarm(clock);
    this.#tell = tell;
  }

  /** Edits wait for an acknowledgement on an open connection. */
  waiting(): void {
    if (!this.#alarm.isSet) this.#alarm.set(ANSWER_MS, () => this.#tell(true));
  }

  /** An acknowledgement came, nothing waits any more, or the connection is gone: the wait starts anew. */
  over(): void {
    this.#alarm.cancel();
    this.#tell(false);
  }
}
