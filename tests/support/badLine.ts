import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { Chance } from './chance.ts';

/** One direction of one connection: bytes wait here while the line is frozen, and leave in pieces while it splits. */
class Way {
  #to: Socket;
  #line: BadLine;
  #queue: (Buffer | 'end')[] = [];
  #isPumping = false;
  isFrozen = false;

  constructor(to: Socket, line: BadLine) {
    this.#to = to;
    this.#line = line;
  }

  put(what: Buffer | 'end'): void {
    this.#queue.push(what);
    void this.pump();
  }

  async pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    for (let next = this.#take(); next; next = this.#take()) {
      if (next === 'end') this.#to.destroy();
      else if (!this.#to.destroyed) this.#to.write(next);
      if (this.#line.splits) await new Promise((done) => setImmediate(done));
    }
    this.#isPumping = false;
  }

  #take(): Buffer | 'end' | undefined {
    if (this.isFrozen) return undefined;
    const next = this.#queue.shift();
    if (next === undefined || next === 'end' || !this.#line.splits) return next;
    const length = this.#line.pieceOf(next.length);
    if (length < next.length) this.#queue.unshift(next.subarray(length));
    return next.subarray(0, length);
  }
}

interface Pair {
  near: Socket;
  far: Socket;
  ways: readonly [Way, Way];
}

/** A network between a client and the server that can be cut, frozen half-open, and made to deliver in small pieces. */
export class BadLine {
  /** Whether bytes arrive in pieces, each in a turn of the event loop of its own. */
  splits = false;
  #any: Chance;
  #pairs = new Set<Pair>();
  #server = createServer((near) => this.#join(near));
  #port: () => number;

  /** `port`: where the server is now. A line whose server is away refuses. */
  static async open(port: () => number, any: Chance): Promise<BadLine> {
    const line = new BadLine(port, any);
    await new Promise<void>((done) => line.#server.listen(0, '127.0.0.1', done));
    return line;
  }

  constructor(port: () => number, any: Chance) {
    this.#port = port;
    this.#any = any;
  }

  /** `ws://127.0.0.1:port/sync`, to be used in place of the server's own. */
  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sync`;
  }

  /** Whether any connection is frozen. */
  get holdsBack(): boolean {
    return [...this.#pairs].some(({ ways }) => ways[0].isFrozen);
  }

  /** Whether the newest connection is frozen. */
  get isFrozen(): boolean {
    return [...this.#pairs].at(-1)?.ways[0].isFrozen ?? false;
  }

  /** Breaks every connection; both ends notice. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Nothing passes on the connections there are, either way, and neither end is told. New ones work. */
  freeze(): void {
    for (const { ways } of this.#pairs) for (const way of ways) way.isFrozen = true;
  }

  /** What was held up arrives after all, however late. */
  thaw(): void {
    for (const { ways } of this.#pairs) {
      for (const way of ways) {
        way.isFrozen = false;
        void way.pump();
      }
    }
  }

  /** How long the next piece is, of so many bytes. */
  pieceOf(bytes: number): number {
    return Math.min(bytes, 1 + this.#any.below(Math.max(16, bytes)));
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#server.close(done));
  }

  #join(near: Socket): void {
    const far = connect(this.#port(), '127.0.0.1');
    const pair: Pair = { near, far, ways: [new Way(far, this), new Way(near, this)] };
    this.#pairs.add(pair);
    const ends = [
      [near, pair.ways[0]],
      [far, pair.ways[1]],
    ] as const;
    for (const [socket, way] of ends) {
      socket.setNoDelay(true);
      socket.on('data', (bytes) => way.put(bytes));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        way.put('end');
        if (near.destroyed && far.destroyed) this.#pairs.delete(pair);
      });
    }
  }
}
