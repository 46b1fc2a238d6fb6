import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is open now; asked when somebody looks. */
export interface Occupancy {
  rooms: number;
  people: number;
}

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.3, 1, 3, 10];

/** What the sync server counts. */
export interface SyncCounts {
  /** A document message was received. */
  updateIn(): void;
  /** Document messages were sent on to others. */
  updatesOut(count: number): void;
  /** Presence was left out for a slow network. */
  presenceDropped(): void;
  /** A connection was turned away. */
  refused(code: number): void;
  /** A turn was written, in so many milliseconds. */
  committed(milliseconds: number): void;
  /** A document message was on disk so many milliseconds after it came. */
  acknowledged(milliseconds: number): void;
  /** Counts what is open from now on. Returns how to stop. */
  watch(occupancy: () => Occupancy): () => void;
}

/** For when nobody watches. */
export const UNCOUNTED: SyncCounts = {
  updateIn: () => {},
  updatesOut: () => {},
  presenceDropped: () => {},
  refused: () => {},
  committed: () => {},
  acknowledged: () => {},
  watch: () => () => {},
};

/** Numbers an operator can watch, in the format of Prometheus. None of them names a person, a board or a word. */
export class Metrics implements SyncCounts {
  #registry = new Registry();
  #watching = new Set<() => Occupancy>();
  #updatesIn = this.#counter('throughline_updates_in_total', 'Document messages received');
  #updatesOut = this.#counter('throughline_updates_out_total', 'Document messages sent on to others');
  #presenceDropped = this.#counter('throughline_presence_dropped_total', 'Presence left out for slow networks');
  #refused = new Counter({
    name: 'throughline_refused_total',
    help: 'Connections turned away, by close code',
    labelNames: ['code'],
    registers: [this.#registry],
  });
  #commit = this.#histogram('throughline_commit_seconds', 'Time to write what a turn gathered to disk');
  #acknowledgement = this.#histogram(
    'throughline_acknowledgement_seconds',
    'Time from receiving a document message to saying that it is on disk',
  );

  constructor() {
    this.#gauge('throughline_rooms', 'Documents open now', ({ rooms }) => rooms);
    this.#gauge('throughline_people', 'Connections open now', ({ people }) => people);
  }

  /** Adds what the process itself takes: memory, processor, garbage collection. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  updateIn(): void {
    this.#updatesIn.inc();
  }

  updatesOut(count: number): void {
    this.#updatesOut.inc(count);
  }

  presenceDropped(): void {
    this.#presenceDropped.inc();
  }

  refused(code: number): void {
    this.#refused.inc({ code });
  }

  committed(milliseconds: number): void {
    this.#commit.observe(milliseconds / 1_000);
  }

  acknowledged(milliseconds: number): void {
    this.#acknowledgement.observe(milliseconds / 1_000);
  }

  watch(occupancy: () => Occupancy): () => void {
    this.#watching.add(occupancy);
    return () => this.#watching.delete(occupancy);
  }

  /** All of it as text, and its type. */
  async page(): Promise<{ type: string; text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.#registry] });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: SECONDS, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, read: (occupancy: Occupancy) => number): void {
    const watching = this.#watching;
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set([...watching].reduce((sum, occupancy) => sum + read(occupancy()), 0));
      },
    });
  }
}

/**
 * Whether a request may read the numbers: with the token if one is set, else only from this machine and not through a
 * proxy, which would make everyone look local.
 */
export function mayReadMetrics({ headers, socket }: IncomingMessage, token: string | null): boolean {
  if (token !== null) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isForwarded && LOCAL.test(socket.remoteAddress ?? '');
}

const LOCAL = /^(?:::ffff:)?127\.|^::1$/;

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
