import type { LineRecord } from '../../../src/lib/protocol/httpLine.ts';
import { FrameJoiner } from '../../../src/lib/protocol/httpLine.ts';
import type { Channel, ChannelEvents } from './channel.ts';

/** What a channel needs of its line. */
export interface ChannelLine {
  /** What all channels said and is not known to have arrived. */
  readonly unsentBytes: number;
  /** How long a close may take to be told. */
  readonly closeMs: number;
  /** Passes a message on to the page. */
  sendOn(channel: number, message: Uint8Array): void;
  /** Tells the page that the channel is over; returns the number of that record. */
  sayClosed(channel: number, code: number, reason: string): number;
  /** A channel that kept its line from taking more in goes on, or is over. */
  goesOn(): void;
  isOver(channel: number): void;
}

/** What a message that waits costs beside its bytes. */
const MESSAGE_BYTES = 100;
/** While the door judges a caller, so much may wait before the page is asked to wait. */
const WAITING_AT_THE_DOOR_BYTES = 65_536;
const CUT_OFF = 1006;

/** A channel over an HTTP line. */
export class HttpChannel implements Channel {
  readonly number: number;
  readonly protocol: string;
  readonly closed: Promise<void>;
  state: 'open' | 'closing' | 'closed' = 'open';
  #line: ChannelLine;
  #joiner = new FrameJoiner();
  #events: ChannelEvents | null = null;
  #isPaused = true;
  /** Messages that arrived while it was paused. */
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #end: () => void = () => undefined;
  /** The record that tells the page, while that has not left. */
  #farewell: { number: number; giveUp: NodeJS.Timeout } | null = null;

  constructor({ line, number, protocol }: { line: ChannelLine; number: number; protocol: string }) {
    this.#line = line;
    this.number = number;
    this.protocol = protocol;
    this.closed = new Promise((resolve) => (this.#end = resolve));
  }

  /** All channels share the way to the page, so what waits for any of them holds up this one. */
  get unsentBytes(): number {
    return this.#line.unsentBytes;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Bytes of a message that has not arrived whole. */
  get joiningBytes(): number {
    return this.#joiner.waitingBytes;
  }

  /** Whether the page must wait before it sends more on this line. */
  get holdsUp(): boolean {
    if (this.state !== 'open' || !this.#isPaused) return false;
    return this.#events !== null || this.#waitingBytes > WAITING_AT_THE_DOOR_BYTES;
  }

  listen(events: ChannelEvents): void {
    this.#events = events;
  }

  send(...messages: readonly Uint8Array[]): void {
    if (this.state !== 'open') return;
    for (const message of messages) this.#line.sendOn(this.number, message);
  }

  close(code: number, reason: string): void {
    if (this.state !== 'open') return;
    this.state = 'closing';
    this.#forgetWaiting();
    const giveUp = setTimeout(() => this.over(), this.#line.closeMs);
    this.#farewell = { number: this.#line.sayClosed(this.number, code, reason), giveUp };
    this.#line.goesOn();
  }

  terminate(): void {
    if (this.state === 'open') this.#line.sayClosed(this.number, CUT_OFF, '');
    this.over();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    while (this.#mayTell) this.#tell(this.#waiting.shift() ?? new Uint8Array());
    if (!this.#isPaused) this.#line.goesOn();
  }

  /** Nothing to do: whoever reads a stream answers its beats, and a poll is followed by the next. */
  ping(): void {
    return;
  }

  /** A post or a request to read arrived. */
  heard(): void {
    this.#events?.alive();
  }

  /** A part or the end of a message arrived. */
  take(record: LineRecord & { is: 'part' | 'frame' }): void {
    if (this.state !== 'open') return;
    const message = this.#joiner.take(record);
    if (!message) return;
    this.#waiting.push(message);
    this.#waitingBytes += message.length + MESSAGE_BYTES;
    if (!this.#isPaused) this.resume();
  }

  /** All up to this number was handed to the network, or arrived. */
  told(number: number): void {
    if (this.#farewell && number >= this.#farewell.number) this.over();
  }

  /** The page closed it, or the line is over. */
  over(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    if (this.#farewell) clearTimeout(this.#farewell.giveUp);
    this.#forgetWaiting();
    this.#end();
    this.#line.isOver(this.number);
  }

  get #mayTell(): boolean {
    return this.#events !== null && !this.#isPaused && this.#waiting.length > 0;
  }

  #tell(message: Uint8Array): void {
    this.#waitingBytes -= message.length + MESSAGE_BYTES;
    this.#events?.message(message);
  }

  #forgetWaiting(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#joiner = new FrameJoiner();
  }
}
