import { EventEmitter } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import type { LineRecord } from '../../src/lib/protocol/httpLine.ts';
import { FrameJoiner } from '../../src/lib/protocol/httpLine.ts';
import type { TestStream } from './testLine.ts';
import { TestLine } from './testLine.ts';

/** Longest body of one post, unless a single message is longer. */
const POST_BYTES = 500_000;
const CHANNEL = 1;

/**
 * A socket over a line of its own, in the shape of the library's WebSocket as far as tests use it. It does what a page
 * has to do: posts in order, says what arrived, reads on after a cut.
 */
export class HttpSocket {
  #events = new EventEmitter();
  readyState: 0 | 1 | 2 | 3 = 0;
  protocol = '';
  #line: TestLine | null = null;
  #stream: TestStream | null = null;
  #queue: LineRecord[] = [];
  #isPosting = false;
  #isSaying = false;
  #isPaused = false;
  #joiner = new FrameJoiner();

  constructor(address: string, protocols: readonly string[], { headers }: { headers: OutgoingHttpHeaders }) {
    const [base = '', path = ''] = address.replace('ws://', 'http://').split(/\/sync\/(.*)/s);
    void this.#begin({ base, headers }, { is: 'open', channel: CHANNEL, path, protocols });
  }

  on(event: string, listener: (...given: never[]) => void): void {
    this.#events.on(event, listener as (...given: unknown[]) => void);
  }

  once(event: string, listener: (...given: never[]) => void): void {
    this.#events.once(event, listener as (...given: unknown[]) => void);
  }

  /** Text counts as no bytes, which is what the server makes of it on a websocket. */
  send(message: Uint8Array | string): void {
    const bytes = typeof message === 'string' ? new Uint8Array() : message;
    this.#queue.push({ is: 'frame', channel: CHANNEL, bytes });
    void this.#post();
  }

  close(): void {
    this.readyState = 2;
    this.#queue.push({ is: 'close', channel: CHANNEL, code: 1000, reason: '' });
    void this.#post().then(() => this.#over(1005, ''));
  }

  terminate(): void {
    void this.#line?.leave().catch(() => undefined);
    this.#over(1006, '');
  }

  pause(): void {
    this.#isPaused = true;
    this.#stream?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#stream?.resume();
    void this.#say();
  }

  async #begin(options: { base: string; headers: OutgoingHttpHeaders }, open: LineRecord): Promise<void> {
    try {
      const line = await TestLine.begin(options);
      const { status } = line.opening;
      if (status === 401) return this.#over(4401, 'signIn');
      if (status !== 201) {
        this.#events.emit('unexpected-response', null, { statusCode: status });
        return this.#over(1006, '');
      }
      this.#line = line;
      this.#queue.unshift(open);
      this.#read(line);
      await this.#post();
    } catch {
      this.#over(1006, '');
    }
  }

  #read(line: TestLine): void {
    if (this.readyState === 3) return;
    const stream = line.stream();
    this.#stream = stream;
    if (this.#isPaused) stream.pause();
    stream.onRecord = ({ record }) => {
      this.#take(record);
      void this.#say();
    };
    stream.onOver = () => {
      if (stream.status === 200) this.#read(line);
      else this.#over(1006, '');
    };
  }

  #take(record: LineRecord): void {
    switch (record.is) {
      case 'opened':
        this.readyState = 1;
        this.protocol = record.protocol;
        this.#events.emit('open');
        return;
      case 'part':
      case 'frame': {
        const message = this.#joiner.take(record);
        if (message && this.readyState < 3) this.#events.emit('message', Buffer.from(message), true);
        return;
      }
      case 'close':
        return this.#over(record.code, record.reason);
      case 'open':
      case 'beat':
    }
  }

  /** Says what arrived, one request at a time. */
  async #say(): Promise<void> {
    const line = this.#line;
    if (!line || this.#isSaying || this.#isPaused || this.readyState === 3) return;
    this.#isSaying = true;
    const said = line.after;
    await line.acknowledge().catch(() => undefined);
    this.#isSaying = false;
    if (line.after > said) void this.#say();
  }

  async #post(): Promise<void> {
    if (this.#isPosting || !this.#line) return;
    this.#isPosting = true;
    try {
      while (this.#queue.length > 0 && this.readyState !== 3) await this.#line.post(this.#nextPost());
    } catch {
      this.#over(1006, '');
    }
    this.#isPosting = false;
  }

  #nextPost(): LineRecord[] {
    let bytes = 0;
    const end = this.#queue.findIndex((record, n) => {
      bytes += 'bytes' in record ? record.bytes.length : 0;
      return n > 0 && (bytes > POST_BYTES || n > 4_000);
    });
    return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
  }

  #over(code: number, reason: string): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#stream?.cut();
    if (code !== 1006) void this.#line?.leave().catch(() => undefined);
    this.#events.emit('close', code, Buffer.from(reason));
  }
}
