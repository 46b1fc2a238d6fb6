import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Limits } from './limits.ts';
import type { Batch, DocumentStore } from './persistence/documentStore.ts';

/** A room as the clockwork sees it. */
export interface TurnTaker {
  /** How many messages wait. */
  readonly waiting: number;
  /** Applies what waits, and returns what must be on disk before `publish`. */
  gather(): Batch | null;
  publish(): void;
  /** What it gathered can never be written: it starts again from the disk. */
  reset(why: 'restarting', cause: unknown): void;
}

export interface TickerOptions {
  store: DocumentStore;
  limits: Limits;
  clock: () => number;
  /** The disk began to refuse, or takes writes again. */
  onWritable: (writable: boolean) => void;
}

/** Up to this many messages a tick the server is quiet, and the next tick follows at once. */
const QUIET_MESSAGES = 4;
/** Longest wait for more messages to share a commit: below what a person notices. */
const MAX_DELAY_MS = 50;

/**
 * The clockwork: turn by turn, every room with news gathers, all of it goes to disk in one commit, and only then it
 * is published. While the disk refuses, the turn stands and is tried again.
 */
export class Ticker {
  #options: TickerOptions;
  #woken = new Set<TurnTaker>();
  #scheduled = false;
  #delay = 0;
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
    if (this.#scheduled) return;
    this.#scheduled = true;
    const run = () => void this.exclusive(() => this.#takeTurn()).catch(() => undefined);
    if (this.#delay === 0) setImmediate(run);
    else setTimeout(run, this.#delay);
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

  async #takeTurn(): Promise<void> {
    this.#scheduled = false;
    const began = this.#options.clock();
    const rooms = [...this.#woken];
    this.#woken.clear();
    const messages = rooms.reduce((sum, room) => sum + room.waiting, 0);
    const gathered = rooms.map((room) => ({ room, batch: room.gather() }));
    const news = gathered.flatMap(({ room, batch }) => (batch ? [{ room, batch }] : []));
    if (news.length > 0) await this.#commit(news);
    for (const { room } of gathered) room.publish();
    this.#delay = nextDelay(messages, this.#options.clock() - began);
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

/** The busier the last turn, the longer the next one collects. A turn never takes more than half of the time. */
function nextDelay(messages: number, tookMs: number): number {
  if (messages <= QUIET_MESSAGES) return 0;
  return Math.min(MAX_DELAY_MS, Math.max(messages, tookMs));
}

function isUnavailable(error: unknown): boolean {
  return isDomainError(error) && error.code === 'storage.unavailable';
}
