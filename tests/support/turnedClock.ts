import type { Clock } from '../../src/lib/sync/clock.ts';

/** A clock that stands still until it is turned. What falls due runs in order of time. */
export class TurnedClock implements Clock {
  #now: number;
  #due: { at: number; run: () => void }[] = [];

  constructor(start = Date.parse('2026-11-24T12:00:00.000Z')) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const entry = { at: this.#now + milliseconds, run };
    this.#due.push(entry);
    return () => (this.#due = this.#due.filter((other) => other !== entry));
  }

  /** Lets time pass. */
  turn(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = next.at;
      next.run();
    }
    this.#now = until;
  }

  #next(until: number): { at: number; run: () => void } | undefined {
    const due = this.#due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    const [next] = due;
    if (next) this.#due = this.#due.filter((entry) => entry !== next);
    return next;
  }
}
