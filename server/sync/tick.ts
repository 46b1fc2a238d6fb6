import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { SyncCounts } from '../metrics/metrics.ts';
import type { Limits } from './limits.ts';
import { pauseAfter } from './pace.ts';
import type { Batch, DocumentStore } from './persistence/documentStore.ts';

/** A room as the clockwork sees it. */
export interface TurnTaker {
  /** Applies what waits, and returns what must be on disk before `publish`. */
  gather(): Batch | null;
  publish(): void;
  /** What it gathered can never be written: it starts again from the disk. */
  reset(why: 'restarting', cause: unknown): void;
}

export interface TickerOptions {
  store: DocumentStore;
  limits: Limits;
  counts: SyncCounts;
  /** The disk began to refuse, or takes writes again. */
  onWritable: (writable: boolean) => void;
}

/**
 * The clockwork: turn by turn, every room with news gathers, all of it goes to disk in one commit, and only then it
 * is published. While the disk refuses, the turn stands and is tried again.
 */
export class Ticker {
  #options: TickerOptions;
  #woken = new Set<TurnTaker>();
  #isPlanned = false;
  /** When the next turn may begin, on the clock of `performance.now`. */
  #notBefore = 0;
  /** Milliseconds of work since the last turn that came of earlier ones. */
  #aside = 0;
  #chain: Promise<unknown> = Promise.resolve();
  #writable = true;
  #stopped = false;
  #wakeRetry: () => void = () => undefined;

  constructor(options: TickerOptions) {
    this.#options = options;
  }

  get isWritable(): boolean {
    return this.#writable;
  }

  /** The room has news: there will be a turn. */
  wake(room: TurnTaker): void {
    this.#woken.add(room);
    this.#schedule();
  }

  /** So many milliseconds went, outside of a turn, into telling what turns made news. The next pause counts them. */
  worked(milliseconds: number): void {
    this.#aside += milliseconds;
  }

  /** Runs a job between two turns. */
  exclusive<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#chain.then(job);
    this.#chain = result.catch(() => undefined);
    return result;
  }

  /** Takes turns until nothing waits, or gives up after a while when the disk refuses. */
  async stop(): Promise<void> {
    const giveUp = setTimeout(() => {
      this.#stopped = true;
      this.#wakeRetry();
    }, this.#options.limits.closeMs);
    while (this.#woken.size > 0 && !this.#stopped) await this.exclusive(() => this.#takeTurn());
    await this.#chain;
    clearTimeout(giveUp);
    this.#stopped = true;
  }

  /** One turn is planned at most: what comes during a turn waits for the pause after it. */
  #schedule(): void {
    if (this.#isPlanned || this.#woken.size === 0) return;
    this.#isPlanned = true;
    const run = () => void this.exclusive(() => this.#takePlannedTurn()).catch(() => undefined);
    const pause = this.#notBefore - performance.now();
    if (pause <= 0) setImmediate(run);
    else setTimeout(run, pause);
  }

  async #takePlannedTurn(): Promise<void> {
    try {
      await this.#takeTurn();
    } finally {
      this.#isPlanned = false;
      this.#schedule();
    }
  }

  async #takeTurn(): Promise<void> {
    const rooms = [...this.#woken];
    this.#woken.clear();
    const began = performance.now();
    const gathered = rooms.map((room) => ({ room, batch: room.gather() }));
    const gatheredAt = performance.now();
    const news = gathered.flatMap(({ room, batch }) => (batch ? [{ room, batch }] : []));
    if (news.length > 0) await this.#commit(news);
    const written = performance.now();
    if (news.length > 0) this.#options.counts.committed(written - gatheredAt);
    for (const { room } of gathered) room.publish();
    const now = performance.now();
    this.#notBefore = began + pauseAfter(gatheredAt - began + now - written + this.#aside);
    this.#aside = 0;
  }

  async #commit(news: readonly { room: TurnTaker; batch: Batch }[]): Promise<void> {
    try {
      await this.#append(news.map(({ batch }) => batch));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      for (const { room, batch } of news) await this.#commitAlone(room, batch);
    }
  }

  /** Something in the common commit can never be written. One by one, so that it harms its own room only. */
  async #commitAlone(room: TurnTaker, batch: Batch): Promise<void> {
    try {
      await this.#append([batch]);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      room.reset('restarting', error);
    }
  }

  async #append(batches: readonly Batch[]): Promise<void> {
    const { store, limits } = this.#options;
    for (let pause = limits.retryMs; ; pause = Math.min(pause * 2, limits.longestRetryMs)) {
      try {
        await store.append(batches);
        return this.#setWritable(true);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        this.#setWritable(false);
      }
      if (!this.#stopped) await this.#pause(pause);
      if (this.#stopped) throw new DomainError('storage.unavailable');
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wakeRetry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #setWritable(writable: boolean): void {
    if (this.#writable === writable) return;
    this.#writable = writable;
    this.#options.onWritable(writable);
  }
}

function isUnavailable(error: unknown): boolean {
  return isDomainError(error) && error.code === 'storage.unavailable';
}
