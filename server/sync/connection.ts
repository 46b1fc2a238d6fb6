import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import { closeCodes } from '../../src/lib/protocol/closeCodes.ts';
import type { Notice } from '../../src/lib/protocol/messages/notice.ts';
import { encodeNotice } from '../../src/lib/protocol/messages/notice.ts';
import { encodeSaved } from '../../src/lib/protocol/messages/saved.ts';
import { SUBPROTOCOL } from '../../src/lib/protocol/version.ts';
import type { Log } from '../log/log.ts';
import type { SyncCounts } from '../metrics/metrics.ts';
import type { Visitor } from './admit.ts';
import type { Backlog } from './backlog.ts';
import type { Limits } from './limits.ts';
import type { Channel } from './transports/channel.ts';

export interface ConnectionOptions {
  /** Names it in the log. */
  id: string;
  channel: Channel;
  visitor: Visitor;
  limits: Limits;
  backlog: Backlog;
  clock: () => number;
  counts: SyncCounts;
  log: Log;
}

const TEN_SECONDS_MS = 10_000;
/** What a page of ours never brings upon itself: somebody should look. */
const NOTABLE: ReadonlySet<CloseReason> = new Set(['badMessage', 'tooLarge', 'tooMany', 'tooSlow']);
/** Rounds of the keep-alive that may pass without an answer to our ping. */
const SILENT_ROUNDS = 3;

/**
 * One page's line to a room. `new`: has not asked for the document yet, gets nothing. `waiting`: has asked.
 * `live`: has it, and gets what changes. `gone`: closed or being closed; nothing it sent counts any more, unless it
 * left by itself.
 */
export class Connection {
  readonly id: string;
  readonly visitor: Visitor;
  /** Whether it speaks our own messages beside the standard ones. */
  readonly isOurs: boolean;
  /** Whether the step that is on keeps them from writing for now. */
  closed: boolean;
  stopClosing: () => void = () => undefined;
  state: 'new' | 'waiting' | 'live' | 'gone' = 'new';
  /** The last presence flush left this connection out. */
  missedPresence = false;
  #channel: Channel;
  #limits: Limits;
  #backlog: Backlog;
  #clock: () => number;
  #counts: SyncCounts;
  #log: Log;
  #refused = false;
  #received = 0;
  #acknowledged = 0;
  /** Document frames that are not on disk, by number: their size, and when they came. */
  #unsettled = new Map<number, { bytes: number; at: number }>();
  #queued = 0;
  #window = { began: 0, messages: 0, asks: 0 };
  #silentRounds = 0;
  #timers = new Set<NodeJS.Timeout>();

  constructor({ id, channel, visitor, limits, backlog, clock, counts, log }: ConnectionOptions) {
    this.id = id;
    this.visitor = visitor;
    this.closed = visitor.closed;
    this.isOurs = channel.protocol === SUBPROTOCOL;
    this.#channel = channel;
    this.#limits = limits;
    this.#backlog = backlog;
    this.#clock = clock;
    this.#counts = counts;
    this.#log = log;
  }

  get mayReact(): boolean {
    return this.visitor.role !== 'look';
  }

  get actorId(): string {
    return this.visitor.actor.id;
  }

  get mayWrite(): boolean {
    return this.visitor.role === 'edit' && !this.closed;
  }

  /** Whether we turned it away: what it sent before and is not applied yet must not count. */
  get wasRefused(): boolean {
    return this.#refused;
  }

  /** Sends in one go. A connection that cannot keep up is closed to start afresh; it never loses a single message. */
  send(...messages: readonly Uint8Array[]): void {
    if (this.state === 'gone' || messages.length === 0) return;
    this.#channel.send(...messages);
    if (this.#channel.unsentBytes > this.#limits.unsentBytes) this.refuse('tooSlow');
  }

  /** Sends presence, or leaves it out when the network is behind. */
  sendPresence(frame: Uint8Array): void {
    this.missedPresence = this.#channel.unsentBytes > this.#limits.unsentPresenceBytes;
    if (this.missedPresence) this.#counts.presenceDropped();
    else this.send(frame);
  }

  notify(notice: Notice): void {
    if (this.isOurs) this.send(encodeNotice(notice));
  }

  /** Closes with a reason. Nothing it sent from now on, or that still waits to be applied, counts. */
  refuse(why: CloseReason): void {
    this.#refused = true;
    this.leave();
    this.#counts.refused(closeCodes[why]);
    this.#log[NOTABLE.has(why) ? 'warn' : 'debug']({ connection: this.id, why }, 'a connection was turned away');
    this.#channel.close(closeCodes[why], why);
  }

  /** The channel is closed or about to be: frees what is held for it. */
  leave(): void {
    this.state = 'gone';
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#backlog.add(-this.#queued);
    this.#queued = 0;
    this.#unsettled.clear();
  }

  /** Takes no words of theirs any more after a while, unless the closing is stopped before. */
  closeIn(milliseconds: number): void {
    this.stopClosing = this.after(milliseconds, () => (this.closed = true));
  }

  /** Calls back after a while unless the connection is gone by then or the returned function was called. */
  after(milliseconds: number, then: () => void): () => void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, milliseconds);
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  /** Counts a message; false when there were too many of late. */
  countMessage(): boolean {
    const now = this.#clock();
    if (now - this.#window.began >= TEN_SECONDS_MS) this.#window = { began: now, messages: 0, asks: 0 };
    return ++this.#window.messages <= this.#limits.messagesPerTenSeconds;
  }

  /** Counts a message that asks for the document, beside `countMessage`; false when there were too many of late. */
  countAsk(): boolean {
    return ++this.#window.asks <= this.#limits.asksPerTenSeconds;
  }

  /** Takes a document frame in and numbers it. Stops reading from it while too much of it is not on disk. */
  take(bytes: number): number {
    const number = ++this.#received;
    this.#unsettled.set(number, { bytes, at: performance.now() });
    this.#counts.updateIn();
    this.#queued += bytes;
    this.#backlog.add(bytes);
    if (this.#queued > this.#limits.queuedBytes) this.#channel.pause();
    return number;
  }

  /** A document frame is on disk, or needed no writing. Tell the page with `acknowledgement`. */
  settle(number: number): void {
    const sent = this.#unsettled.get(number);
    if (!sent) return;
    this.#unsettled.delete(number);
    this.#queued -= sent.bytes;
    this.#backlog.add(-sent.bytes);
    this.#counts.acknowledged(performance.now() - sent.at);
    if (this.#queued <= this.#limits.queuedBytes && this.#channel.isPaused) this.#channel.resume();
  }

  /** Says how many frames, counted from the first, are on disk; nothing when that was said before. */
  acknowledgement(): Uint8Array[] {
    const [oldest] = this.#unsettled.keys();
    const done = oldest === undefined ? this.#received : oldest - 1;
    if (done <= this.#acknowledged) return [];
    this.#acknowledged = done;
    return this.isOurs ? [encodeSaved(done)] : [];
  }

  /** The other side answered a ping. */
  heard(): void {
    this.#silentRounds = 0;
  }

  /** One round of keep-alive. False when the other side has been silent for too long and was cut off. */
  probe(frame: Uint8Array): void {
    if (this.#silentRounds++ >= SILENT_ROUNDS) {
      this.#channel.terminate();
      return;
    }
    this.#channel.ping();
    if (this.state === 'live') this.send(frame);
  }
}
