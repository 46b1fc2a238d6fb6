import type { IncomingMessage, ServerResponse } from 'node:http';
import { nanoid } from 'nanoid';
import type { Log } from '../../log/log.ts';
import type { Door } from '../admit.ts';
import type { Limits } from '../limits.ts';
import { MESSAGE_OVERHEAD_BYTES } from '../limits.ts';
import type { Caller } from './channel.ts';
import type { HttpCall } from './httpCall.ts';
import { isHttpCall, readHttpCall } from './httpCall.ts';
import { answerCheck } from './httpCheck.ts';
import { HttpLine } from './httpLine.ts';

export interface HttpTransportOptions {
  limits: Limits;
  door: Door;
  log: Log;
  clock: () => number;
  /** Whether the request comes from our own pages. Asked only when it names an Origin: programs name none. */
  isOwnOrigin: (request: IncomingMessage) => boolean;
  receive: (caller: Caller) => void;
  /** So many milliseconds went into telling pages what they wait for. */
  worked: (milliseconds: number) => void;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** The door for lines: `/sync-http/…`, as `src/lib/protocol/httpLine.ts` tells it. */
export class HttpTransport {
  #options: HttpTransportOptions;
  #lines = new Map<string, HttpLine>();
  #isClosing = false;

  constructor(options: HttpTransportOptions) {
    this.#options = options;
  }

  /** Answers a request; false when it is not for us. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (!isHttpCall(request.url)) return false;
    response.on('error', () => response.destroy()); // the page went while we spoke; the close that follows tells
    if (!this.#isForeign(request) && answerCheck(request, response)) return true;
    const call = readHttpCall(request.method, request.url);
    if (!call) answer(response, 404);
    else if (this.#isForeign(request)) answer(response, 403);
    else this.#answer(call, { request, response }).catch((error: unknown) => this.#fail(response, error));
    return true;
  }

  /** Ends all lines. What their channels said last reaches the pages that read. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([...this.#lines.values()].map((line) => line.farewell()));
  }

  /** A browser says where a request comes from, either way; what says nothing is a program. */
  #isForeign(request: IncomingMessage): boolean {
    const { origin, 'sec-fetch-site': site } = request.headers;
    if (origin !== undefined && !this.#options.isOwnOrigin(request)) return true;
    return site !== undefined && site !== 'same-origin';
  }

  async #answer(call: HttpCall, exchange: Exchange): Promise<void> {
    const { request, response } = exchange;
    if (call.is === 'begin') return this.#begin(exchange);
    const line = this.#lines.get(call.line);
    if (!line) return answer(response, this.#isClosing ? 503 : 404);
    if (this.#options.door.namedSignIn(request.headers.cookie) !== line.signIn) return answer(response, 403);
    if (call.is === 'leave') {
      line.drop();
      return answer(response, 204);
    }
    if (!line.hear(call.after)) return answer(response, 400);
    if (call.is === 'up') return this.#takePost(line, call.number, exchange);
    if (!line.read(response, call)) answer(response, 410);
  }

  async #begin({ request, response }: Exchange): Promise<void> {
    const { door, limits, clock, receive, worked } = this.#options;
    const { cookie } = request.headers;
    const signIn = door.namedSignIn(cookie);
    if (signIn === null || (await door.identify(cookie, null)).actor.kind === 'nobody') return answer(response, 401);
    if (this.#isClosing) return answer(response, 503);
    if (!this.#hasRoomFor(signIn)) return answer(response, 429);
    const id = nanoid();
    const onOver = () => this.#lines.delete(id);
    this.#lines.set(id, new HttpLine({ id, signIn, limits, clock, receive, worked, onOver }));
    response.writeHead(201, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ line: id }));
  }

  /** Whether a sign-in may have one more line. One that nobody reads, left behind by a reload, makes room for it. */
  #hasRoomFor(signIn: string): boolean {
    const own = [...this.#lines.values()].filter((line) => line.signIn === signIn);
    if (own.length < this.#options.limits.httpLinesPerSignIn) return true;
    const leftBehind = own.find((line) => !line.isRead);
    leftBehind?.drop();
    return leftBehind !== undefined;
  }

  async #takePost(line: HttpLine, number: number, { request, response }: Exchange): Promise<void> {
    if (!line.isOpen) return answer(response, 410);
    if (number === 0) return answer(response, 204);
    const post = await line.posts.receive(request, number, this.#options.limits.joinBytes + MESSAGE_OVERHEAD_BYTES);
    if (post.is === 'missing') return answer(response, 409);
    if (post.is === 'cut') return void response.destroy();
    if (post.is === 'tooLarge') {
      line.end('tooLarge');
      return answer(response, 413);
    }
    if (post.is === 'next' && !line.take(post.body, request.headers.cookie)) return answer(response, 400);
    await line.isReadyForMore(response);
    answer(response, 204);
  }

  #fail(response: ServerResponse, error: unknown): void {
    const name = error instanceof Error ? error.name : 'unknown';
    this.#options.log.error({ error: name }, 'a request to a line went wrong');
    if (response.headersSent) response.destroy();
    else answer(response, 503);
  }
}

function answer(response: ServerResponse, status: number): void {
  // A body that was not read to its end would be in the way of the next request on this connection.
  const rest = status === 413 ? { connection: 'close' } : {};
  response.writeHead(status, { 'cache-control': 'no-store', ...rest }).end();
}
