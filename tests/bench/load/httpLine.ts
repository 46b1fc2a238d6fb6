import type { IncomingMessage } from 'node:http';
import { Agent, request as ask } from 'node:http';
import type { LineRecord } from '../../../src/lib/protocol/httpLine.ts';
import {
  encodePost,
  FrameJoiner,
  HTTP_LINES,
  HTTP_SAY_BYTES,
  RecordReader,
  recordsOf,
} from '../../../src/lib/protocol/httpLine.ts';
import type { Address, Hear, Line, Pack } from './line.ts';

/** Everyone has a line of their own here, with one channel. */
const CHANNEL = 1;
/** Longest post: below the 1 MiB that stock proxies take. */
const POST_BYTES = 900_000;

export const packHttp: Pack = (message) => Buffer.from(encodePost(recordsOf(CHANNEL, message)));

/** The same messages over a streamed answer and posts, as a page does it where websockets are filtered out. */
export class HttpStreamLine implements Line {
  messages = 0;
  isOpen = false;
  readonly opened: Promise<void>;
  #address: Address;
  #hear: Hear;
  #agent = new Agent({ keepAlive: true });
  #id = '';
  #reader = new RecordReader();
  #joiner = new FrameJoiner();
  #bytes = 0;
  /** The last record that arrived, and how many bytes since the server was told. */
  #after = 0;
  #unsaid = 0;
  #posts = 0;
  #waiting: Buffer[] = [];
  #isPosting = false;
  #whenOpen: () => void = () => undefined;

  constructor(address: Address, hear: Hear) {
    this.#address = address;
    this.#hear = hear;
    this.opened = new Promise((resolve, reject) => {
      this.#whenOpen = resolve;
      this.#begin().catch(reject);
    });
    this.opened.catch(() => undefined);
  }

  get bytes(): number {
    return this.#bytes;
  }

  send(packed: Buffer): void {
    this.#waiting.push(packed);
    if (!this.#isPosting) void this.#post().catch(() => this.close());
  }

  /** It has to tell the server how far it has read. */
  sip(): null {
    return null;
  }

  close(): void {
    this.isOpen = false;
    this.#agent.destroy();
    if (this.#id === '') return;
    const leaving = ask({ ...this.#call('DELETE', ''), agent: false }, (response) => response.resume());
    leaving.on('error', () => undefined).end();
    this.#id = '';
  }

  async #begin(): Promise<void> {
    const { path, protocol } = this.#address;
    const { line } = JSON.parse(await this.#ask('POST', '', null)) as { line: string };
    this.#id = line;
    const stream = ask(this.#call('GET', '/down?after=0&how=stream'), (response) => this.#read(response));
    stream.on('error', () => this.close()).end();
    const protocols = protocol === null ? [] : [protocol];
    this.send(Buffer.from(encodePost([{ is: 'open', channel: CHANNEL, path, protocols }])));
  }

  #read(response: IncomingMessage): void {
    if (response.statusCode !== 200) return this.close();
    response.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length;
      for (const { number, record } of this.#reader.read(chunk)) {
        if (number > 0) this.#after = number;
        this.#take(record);
      }
      this.#say(chunk.length);
    });
    response.on('close', () => (this.isOpen = false));
    response.on('error', () => undefined);
  }

  #take(record: LineRecord): void {
    if (record.is === 'opened') {
      this.isOpen = true;
      this.#whenOpen();
    } else if (record.is === 'close') this.close();
    else if (record.is === 'beat') this.#unsaid = HTTP_SAY_BYTES;
    else if (record.is !== 'open') {
      const message = this.#joiner.take(record);
      if (!message) return;
      this.messages += 1;
      this.#hear(message);
    }
  }

  /** Tells the server now and then how far it was heard. */
  #say(bytes: number): void {
    this.#unsaid += bytes;
    if (this.#unsaid < HTTP_SAY_BYTES) return;
    this.#unsaid = 0;
    this.#ask('POST', `/up?number=0&after=${this.#after}`, null).catch(() => this.close());
  }

  /** One post after the other: what comes meanwhile goes with the next. */
  async #post(): Promise<void> {
    this.#isPosting = true;
    while (this.#waiting.length > 0) {
      let bytes = 0;
      const fits = this.#waiting.findIndex((packed) => (bytes += packed.length) > POST_BYTES);
      const body = Buffer.concat(this.#waiting.splice(0, fits < 0 ? Infinity : Math.max(1, fits)));
      this.#posts += 1;
      this.#unsaid = 0;
      await this.#ask('POST', `/up?number=${this.#posts}&after=${this.#after}`, body);
    }
    this.#isPosting = false;
  }

  #ask(method: string, rest: string, body: Buffer | null): Promise<string> {
    return new Promise((resolve, reject) => {
      const asking = ask(this.#call(method, rest), (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          if ((response.statusCode ?? 500) < 300) resolve(text);
          else reject(new Error(`${method} ${rest} was answered with ${response.statusCode}`));
        });
      });
      asking.on('error', reject);
      asking.end(body ?? undefined);
    });
  }

  #call(method: string, rest: string) {
    const { port, cookie } = this.#address;
    const path = this.#id === '' ? HTTP_LINES : `${HTTP_LINES}/${this.#id}${rest}`;
    return { method, port, path, host: '127.0.0.1', agent: this.#agent, headers: { cookie } };
  }
}
