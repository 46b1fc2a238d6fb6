/** Time as this folder needs it. Handed in, so that tests turn it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something once, later. Returns how to call it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The clock on the wall. */
export const wallClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** A timer that is set, set again or called off; never more than one runs. */
export class Alarm {
  #clock: Clock;
  #off: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isSet(): boolean {
    return this.#off !== null;
  }

  /** Sets the alarm, in place of one that is set already. */
  set(milliseconds: number, run: () => void): void {
    this.cancel();
    this.#off = this.#clock.after(milliseconds, () => {
      this.#off = null;
      run();
    });
  }

  cancel(): void {
    this.#off?.();
    this.#off = null;
  }
}
