import * as Y from 'yjs';
import type { Writer } from './content.ts';

/** When each write left, and how far each sampled receiver has come with each writer. */
export class Arrivals {
  #writers: readonly Writer[];
  #index: ReadonlyMap<number, number>;
  #sentAt: Float64Array[];
  #sent: number[];
  #first: number;

  /** `first`: which of the prepared writes is the first of this stretch. */
  constructor(writers: readonly Writer[], first: number) {
    this.#writers = writers;
    this.#index = new Map(writers.map(({ client }, index) => [client, index]));
    this.#sentAt = writers.map(({ writes }) => new Float64Array(writes.length));
    this.#sent = writers.map(() => first);
    this.#first = first;
  }

  /** Notes that the writer's next write leaves now. */
  leaves(writer: number): void {
    const at = this.#sent[writer] ?? 0;
    const times = this.#sentAt[writer];
    if (times) times[at] = performance.now();
    this.#sent[writer] = at + 1;
  }

  receiver(): Receiver {
    return new Receiver(this);
  }

  get first(): number {
    return this.#first;
  }

  get count(): number {
    return this.#writers.length;
  }

  indexOf(client: number): number | undefined {
    return this.#index.get(client);
  }

  sentBy(writer: number): number {
    return this.#sent[writer] ?? 0;
  }

  sentAt(writer: number, write: number): number {
    return this.#sentAt[writer]?.[write] ?? 0;
  }

  endOf(writer: number, write: number): number {
    return this.#writers[writer]?.writes[write]?.end ?? Infinity;
  }
}

/**
 * One person whose messages are decoded. A write has arrived when all the writer's clock up to it was decoded: then its
 * value is there, or a later one by the same writer.
 */
export class Receiver {
  readonly milliseconds: number[] = [];
  /** Pieces that came without what stands before them: a server that lost something. */
  gaps = 0;
  #of: Arrivals;
  #arrived: number[];
  #reached: number[];

  constructor(of: Arrivals) {
    this.#of = of;
    this.#arrived = Array.from({ length: of.count }, () => of.first);
    this.#reached = Array.from({ length: of.count }, (_, writer) =>
      of.first === 0 ? -1 : of.endOf(writer, of.first - 1),
    );
  }

  hear(update: Uint8Array): void {
    const now = performance.now();
    for (const struct of Y.decodeUpdate(update).structs) {
      const writer = this.#of.indexOf(struct.id.client);
      if (writer === undefined || struct instanceof Y.Skip) continue;
      const reached = this.#reached[writer] ?? -1;
      if (reached >= 0 && struct.id.clock > reached) this.gaps += 1;
      this.#reached[writer] = Math.max(reached, struct.id.clock + struct.length);
      this.#arrive(writer, now);
    }
  }

  get hasAll(): boolean {
    return this.#arrived.every((arrived, writer) => arrived === this.#of.sentBy(writer));
  }

  #arrive(writer: number, now: number): void {
    const reached = this.#reached[writer] ?? 0;
    let at = this.#arrived[writer] ?? 0;
    for (const sent = this.#of.sentBy(writer); at < sent && this.#of.endOf(writer, at) <= reached; at++) {
      this.milliseconds.push(now - this.#of.sentAt(writer, at));
    }
    this.#arrived[writer] = at;
  }
}
