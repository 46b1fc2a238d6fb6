import type { ServerResponse } from 'node:http';
import { encodeRecords } from '../../../src/lib/protocol/httpLine.ts';
import type { Limits } from '../limits.ts';
import type { HttpOutbox } from './httpOutbox.ts';

/** Someone who reads a line down: one answer, which goes on (`stream`) or ends with the first news (`poll`). */
export interface HttpReader {
  /** There is something to say. */
  wake(): void;
  /** Ends without another word: someone else reads on. */
  stop(): void;
  /** Says what there is, and ends. */
  finish(): void;
}

export interface ReaderOptions {
  response: ServerResponse;
  outbox: HttpOutbox;
  /** The number of the last record that the page has. */
  after: number;
  limits: Limits;
  /** All up to this number was handed to the network. */
  told: (number: number) => void;
  /** So many milliseconds went into saying it. */
  worked: (milliseconds: number) => void;
}

/** So much is handed to the network at once; what it does not take waits in the outbox, which is bounded. */
const CHUNK_BYTES = 131_072;
/** Longest answer to a poll. The next one follows at once, so that a cut loses little. */
const ANSWER_BYTES = 524_288;

/** Proxies that heed them neither store, change nor hold back an answer. */
const HEADERS = {
  'content-type': 'application/octet-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};
const BEAT = encodeRecords([{ number: 0, record: { is: 'beat' } }]);

/** Begins at once, with a beat, so that a page behind a proxy that holds answers back finds out. */
export class StreamReader implements HttpReader {
  #options: ReaderOptions;
  #at: number;
  #beat: NodeJS.Timeout;
  #scheduled = false;
  #isFull = false;
  #isOver = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#at = options.after;
    const { response, limits } = options;
    response.writeHead(200, HEADERS);
    response.flushHeaders();
    this.#isFull = !response.write(BEAT);
    this.#beat = setInterval(() => {
      if (!this.#isFull) this.#isFull = !response.write(BEAT);
    }, limits.httpBeatMs);
    response.on('drain', () => {
      this.#isFull = false;
      this.#say();
    });
    response.once('close', () => this.stop());
    this.wake();
  }

  wake(): void {
    if (this.#scheduled || this.#isFull || this.#isOver) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#say();
    });
  }

  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#beat);
    this.#options.response.end();
  }

  finish(): void {
    this.#say();
    this.stop();
  }

  #say(): void {
    const began = performance.now();
    this.#sayAll();
    this.#options.worked(performance.now() - began);
  }

  #sayAll(): void {
    const { response, outbox, told } = this.#options;
    while (!this.#isFull && !this.#isOver) {
      const records = outbox.after(this.#at, CHUNK_BYTES);
      const last = records.at(-1)?.number;
      if (last === undefined) return;
      this.#at = last;
      this.#isFull = !response.write(encodeRecords(records), (error) => !error && told(last));
    }
  }
}

/** Answers once: a moment after there is something to say, so that what comes together goes together. */
export class PollReader implements HttpReader {
  #options: ReaderOptions;
  #giveUp: NodeJS.Timeout;
  #gathering: NodeJS.Timeout | null = null;
  #isOver = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#giveUp = setTimeout(() => this.finish(), options.limits.httpPollMs);
    options.response.once('close', () => this.#end());
    if (options.outbox.after(options.after, 0).length > 0) this.wake();
  }

  wake(): void {
    if (this.#isOver) return;
    this.#gathering ??= setTimeout(() => this.finish(), this.#options.limits.httpGatherMs);
  }

  stop(): void {
    if (this.#end()) this.#options.response.writeHead(200, { ...HEADERS, 'content-length': 0 }).end();
  }

  finish(): void {
    if (!this.#end()) return;
    const { response, outbox, after, told, worked } = this.#options;
    const began = performance.now();
    const records = outbox.after(after, ANSWER_BYTES);
    const body = encodeRecords(records);
    response.once('finish', () => told(records.at(-1)?.number ?? after));
    response.writeHead(200, { ...HEADERS, 'content-length': body.length }).end(body);
    worked(performance.now() - began);
  }

  /** False when it was over before. */
  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearTimeout(this.#giveUp);
    if (this.#gathering) clearTimeout(this.#gathering);
    return true;
  }
}
