import * as decoding from 'lib0/decoding';
import { frameType, syncType } from '$lib/protocol/messages/frame';
import { readSaved } from '$lib/protocol/messages/saved';
import type { Clock } from '../clock';
import { Alarm } from '../clock';
import type { Line, LineChannel } from './line';
import { BROKEN } from './line';
import { PlainSocket, socketState } from './plainSocket';

/** Longest an opening may take: the door waits for a slow disk, and a stream that is held back costs time too. */
const OPENING_MS = 20_000;
/** Nobody wrote for so long: a quiet moment. */
const QUIET_MS = 1_000;
/** Closed by ourselves, as websockets number it. */
const NO_CODE = 1005;

interface HttpSocketOptions {
  line: Line;
  clock: Clock;
  /** It is open, or will never be. */
  settled: (isOpen: boolean) => void;
  over: (socket: HttpSocket) => void;
}

/** Looks like a WebSocket and is a channel on a line. */
export class HttpSocket extends PlainSocket {
  readonly url: string;
  readonly protocols: string[];
  #options: HttpSocketOptions;
  #state: number = socketState.connecting;
  #protocol = '';
  #channel: LineChannel;
  #opening: Alarm;
  /** Document frames that went out, and those the server has on disk. */
  #documentFrames = 0;
  #saved = 0;
  #lastEdit = -Infinity;

  constructor(url: string, protocols: string[], options: HttpSocketOptions) {
    super();
    this.url = url;
    this.protocols = protocols;
    this.#options = options;
    this.#opening = new Alarm(options.clock);
    this.#opening.set(OPENING_MS, () => this.breakOff());
    this.#channel = options.line.open(
      { path: pathOf(url), protocols },
      {
        opened: (protocol) => this.#opened(protocol),
        message: (bytes) => this.#receive(bytes),
        closed: (code, reason) => this.#over(code, reason),
      },
    );
  }

  override get readyState(): number {
    return this.#state;
  }

  override get protocol(): string {
    return this.#protocol;
  }

  /** Whether nothing is being written, and all that was is on the server's disk. */
  get isQuiet(): boolean {
    const isAllSaved = this.#protocol === '' || this.#saved >= this.#documentFrames;
    return isAllSaved && this.#options.clock.now() - this.#lastEdit >= QUIET_MS;
  }

  override send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#state !== socketState.open) return;
    if (bytes[0] === frameType.sync && bytes[1] !== syncType.step1) {
      this.#documentFrames++;
      this.#lastEdit = this.#options.clock.now();
    }
    this.#channel.send(bytes);
  }

  override close(): void {
    if (this.#state === socketState.closed) return;
    this.#channel.close();
    this.#settle();
    queueMicrotask(() => this.onclose?.({ code: NO_CODE, reason: '' })); // later, as with a websocket
  }

  /** Closes it as if the network had, so that whoever uses it opens another. */
  breakOff(): void {
    if (this.#state === socketState.closed) return;
    this.#channel.close();
    this.#over(BROKEN, '');
  }

  #opened(protocol: string): void {
    if (this.#state !== socketState.connecting) return;
    this.#opening.cancel();
    this.#state = socketState.open;
    this.#protocol = protocol;
    this.#options.settled(true);
    this.onopen?.({});
  }

  #receive(bytes: Uint8Array): void {
    if (this.#state !== socketState.open) return;
    if (bytes[0] === frameType.saved) this.#saved = savedOf(bytes) ?? this.#saved;
    this.onmessage?.({ data: bytes.slice().buffer });
  }

  #over(code: number, reason: string): void {
    if (this.#state === socketState.closed) return;
    if (this.#state === socketState.connecting && code === BROKEN) this.#options.settled(false);
    this.#settle();
    this.onclose?.({ code, reason });
  }

  #settle(): void {
    this.#opening.cancel();
    this.#state = socketState.closed;
    this.#options.over(this);
  }
}

function pathOf(url: string): string {
  return url.slice(url.indexOf('/sync/') + '/sync/'.length);
}

function savedOf(bytes: Uint8Array): number | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    decoding.readVarUint(decoder);
    return readSaved(decoder);
  } catch {
    return null; // whoever reads it says so
  }
}
