import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:http';
import type { LineRecord, NumberedRecord } from '../../src/lib/protocol/httpLine.ts';
import { encodePost, HTTP_LINES, RecordReader } from '../../src/lib/protocol/httpLine.ts';
import type { SyncWorld } from './syncWorld.ts';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Where a line is asked for, and what each of its requests says about who asks. */
export interface TestLineOptions {
  /** `http://host:port`. */
  base: string;
  headers: OutgoingHttpHeaders;
}

/** The address of a world's HTTP transport. */
export function httpBase({ url }: Pick<SyncWorld, 'url'>): string {
  return url.replace('ws://', 'http://').replace(/\/sync$/, '');
}

/** A line as a test holds it: every request by hand, nothing repeated, nothing hidden. */
export class TestLine {
  readonly id: string;
  readonly opening: Answer;
  /** The number of the last record that arrived, over all its streams and polls. */
  after = 0;
  #posts = 0;
  #options: TestLineOptions;

  private constructor(options: TestLineOptions, opening: Answer) {
    this.#options = options;
    this.opening = opening;
    const said = opening.status === 201 ? (JSON.parse(opening.body.toString()) as { line: string }) : { line: 'none' };
    this.id = said.line;
  }

  /** Opens one; `opening` says how that went. */
  static async begin(options: TestLineOptions): Promise<TestLine> {
    return new TestLine(options, await ask(`${options.base}${HTTP_LINES}`, { method: 'POST', ...options }));
  }

  static for(world: Pick<SyncWorld, 'url'>, who: string | null, headers: OutgoingHttpHeaders = {}): Promise<TestLine> {
    const cookie = who === null ? {} : { cookie: `theme=dark; who=${who}` };
    return TestLine.begin({ base: httpBase(world), headers: { ...cookie, ...headers } });
  }

  /** The same line, as someone else would use it. */
  as(headers: OutgoingHttpHeaders): TestLine {
    return new TestLine({ ...this.#options, headers }, this.opening);
  }

  /** Posts records, or bytes that are none. */
  async post(what: readonly LineRecord[] | Uint8Array, { number = ++this.#posts } = {}): Promise<Answer> {
    const body = what instanceof Uint8Array ? what : encodePost(what);
    return this.#ask('POST', `/up?number=${number}&after=${this.after}`, body);
  }

  /** Says what arrived. */
  acknowledge(after = this.after): Promise<Answer> {
    return this.#ask('POST', `/up?number=0&after=${after}`);
  }

  leave(): Promise<Answer> {
    return this.#ask('DELETE', '');
  }

  /** One poll; what it brings counts as arrived. */
  async poll(after = this.after): Promise<{ status: number; records: LineRecord[] }> {
    const { status, body } = await this.#ask('GET', `/down?after=${after}&how=poll`);
    const numbered = status === 200 ? new RecordReader().read(body) : [];
    this.after = numbered.at(-1)?.number ?? this.after;
    return { status, records: numbered.map(({ record }) => record) };
  }

  /** Begins to read on. */
  stream(after = this.after): TestStream {
    const address = `${this.#address}/down?after=${after}&how=stream`;
    const sent = send(address, { method: 'GET', headers: this.#options.headers });
    return new TestStream(sent, (number) => (this.after = Math.max(this.after, number)));
  }

  /** Begins a post whose body the test sends itself. */
  beginPost(number: number, headers: OutgoingHttpHeaders = {}): ClientRequest {
    const address = `${this.#address}/up?number=${number}&after=${this.after}`;
    return send(address, { method: 'POST', headers: { ...this.#options.headers, ...headers } });
  }

  get #address(): string {
    return `${this.#options.base}${HTTP_LINES}/${this.id}`;
  }

  #ask(method: string, rest: string, body?: Uint8Array): Promise<Answer> {
    return ask(`${this.#address}${rest}`, { method, headers: this.#options.headers, body });
  }
}

/** What a line says, as it arrives. */
export class TestStream {
  records: LineRecord[] = [];
  numbers: number[] = [];
  beats = 0;
  status: number | null = null;
  headers: IncomingMessage['headers'] = {};
  isOver = false;
  onRecord: (numbered: NumberedRecord) => void = () => undefined;
  onOver: () => void = () => undefined;
  #request: ClientRequest;
  #response: IncomingMessage | null = null;
  #isPaused = false;

  constructor(sent: ClientRequest, arrived: (number: number) => void) {
    this.#request = sent;
    const reader = new RecordReader();
    sent.once('response', (response) => {
      this.#response = response;
      this.status = response.statusCode ?? 0;
      this.headers = response.headers;
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        for (const numbered of reader.read(chunk)) this.#take(numbered, arrived);
      });
      if (this.#isPaused) response.pause();
    });
    sent.once('close', () => {
      this.isOver = true;
      this.onOver();
    });
    sent.on('error', () => undefined);
    sent.end();
  }

  /** Takes no more from the network. */
  pause(): void {
    this.#isPaused = true;
    this.#response?.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#response?.resume();
  }

  /** Cuts the connection. */
  cut(): void {
    this.#request.destroy();
  }

  #take(numbered: NumberedRecord, arrived: (number: number) => void): void {
    if (numbered.record.is === 'beat') this.beats += 1;
    else {
      this.records.push(numbered.record);
      this.numbers.push(numbered.number);
      arrived(numbered.number);
    }
    this.onRecord(numbered);
  }
}

interface Asking {
  method: string;
  headers: OutgoingHttpHeaders;
  body?: Uint8Array | undefined;
}

function send(address: string, { method, headers }: Asking): ClientRequest {
  return request(address, { method, headers, agent: new Agent({ keepAlive: false }) });
}

/** One request on a connection of its own. A connection that is cut before the answer is an error. */
export function ask(address: string, asking: Asking): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { body } = asking;
    const length = asking.method === 'POST' ? { 'content-length': body?.length ?? 0 } : {};
    const sent = send(address, { ...asking, headers: { ...asking.headers, ...length } });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.end(body);
  });
}
