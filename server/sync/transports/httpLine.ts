import type { ServerResponse } from 'node:http';
import type { CloseReason } from '../../../src/lib/protocol/closeCodes.ts';
import { closeCodes } from '../../../src/lib/protocol/closeCodes.ts';
import type { LineRecord } from '../../../src/lib/protocol/httpLine.ts';
import { decodePost, MalformedLine, recordsOf } from '../../../src/lib/protocol/httpLine.ts';
import { SUBPROTOCOL } from '../../../src/lib/protocol/version.ts';
import { readCall } from '../admit.ts';
import type { Limits } from '../limits.ts';
import { MESSAGE_OVERHEAD_BYTES } from '../limits.ts';
import type { Caller } from './channel.ts';
import type { ChannelLine } from './httpChannel.ts';
import { HttpChannel } from './httpChannel.ts';
import { HttpOutbox } from './httpOutbox.ts';
import { HttpPosts } from './httpPosts.ts';
import type { HttpReader } from './httpReaders.ts';
import { PollReader, StreamReader } from './httpReaders.ts';

export interface HttpLineOptions {
  id: string;
  /** The sign-in that opened it. */
  signIn: string;
  limits: Limits;
  clock: () => number;
  receive: (caller: Caller) => void;
  worked: (milliseconds: number) => void;
  /** The line is over: nobody can use it any more. */
  onOver: () => void;
}

const TEN_SECONDS_MS = 10_000;

/** One browser's line: its channels, what is said to it, and the posts it sends. */
export class HttpLine implements ChannelLine {
  readonly id: string;
  readonly signIn: string;
  readonly posts = new HttpPosts();
  /** `ending`: takes no more in, and waits for its page to hear so. */
  #state: 'open' | 'ending' | 'over' = 'open';
  #options: HttpLineOptions;
  #outbox = new HttpOutbox();
  #channels = new Map<number, HttpChannel>();
  /** The highest channel that was opened; numbers are used once. */
  #highest = 0;
  #opens = { began: 0, count: 0 };
  #reader: HttpReader | null = null;
  /** Resolves when the last reader's answer is over. */
  #unread: Promise<void> = Promise.resolve();
  #heldUp = new Set<() => void>();
  #silence: NodeJS.Timeout;
  /** Runs while nobody reads, or there is no channel to read from. */
  #disuse: NodeJS.Timeout | null = null;

  constructor(options: HttpLineOptions) {
    this.#options = options;
    this.id = options.id;
    this.signIn = options.signIn;
    this.#silence = setTimeout(() => this.drop(), options.limits.httpLineIdleMs).unref();
    this.#watchUse();
  }

  get closeMs(): number {
    return this.#options.limits.closeMs;
  }

  get unsentBytes(): number {
    return this.#outbox.bytes;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  get isRead(): boolean {
    return this.#reader !== null;
  }

  /** A request arrived that says what the page has. False, and the end, when it says what cannot be. */
  hear(after: number): boolean {
    this.#silence.refresh();
    if (!this.#outbox.acknowledge(after)) {
      this.end('badMessage');
      return false;
    }
    this.#told(after);
    for (const channel of this.#channels.values()) channel.heard();
    return true;
  }

  /** Gives the line a new reader in place of the one it has. False when what it asks for is not kept any more. */
  read(response: ServerResponse, { how, after }: { how: 'stream' | 'poll'; after: number }): boolean {
    if (this.#state === 'over' || !this.#outbox.holdsAfter(after)) return false;
    if (!this.isOpen && this.#outbox.after(after, 0).length === 0) return false;
    this.#reader?.stop();
    const told = (number: number) => this.#told(number);
    const { limits, worked } = this.#options;
    const options = { response, outbox: this.#outbox, after, limits, told, worked };
    const reader = how === 'stream' ? new StreamReader(options) : new PollReader(options);
    this.#reader = reader;
    this.#watchUse();
    this.#unread = new Promise((resolve) => response.once('close', resolve));
    void this.#unread.then(() => {
      if (this.#reader !== reader) return;
      this.#reader = null;
      this.#watchUse();
    });
    if (!this.isOpen) reader.finish();
    return true;
  }

  /** Takes a post's records in. False, and the end, when they make no sense. */
  take(body: Uint8Array, cookie: string | undefined): boolean {
    try {
      for (const record of decodePost(body)) if (this.isOpen) this.#take(record, cookie);
      return true;
    } catch (error) {
      if (!(error instanceof MalformedLine)) throw error;
      this.end('badMessage');
      return false;
    }
  }

  /** Resolves when no channel needs the page to wait, or it waits no more. */
  async isReadyForMore(response: ServerResponse): Promise<void> {
    const gone = new Promise<void>((resolve) => response.once('close', resolve));
    while (this.#holdsUp && !response.closed) {
      await Promise.race([gone, new Promise<void>((resolve) => this.#heldUp.add(resolve))]);
    }
  }

  /** Closes all channels and takes no more in. The page may still read why. */
  end(why: CloseReason): void {
    if (!this.isOpen) return;
    this.#state = 'ending';
    for (const channel of [...this.#channels.values()]) channel.close(closeCodes[why], why);
    this.#say({ is: 'close', channel: 0, code: closeCodes[why], reason: why });
    this.#reader?.finish();
    this.goesOn();
  }

  /** Ends, and resolves when its reader was told or took too long, and nothing is left of it. */
  async farewell(): Promise<void> {
    this.end('restarting');
    let giveUp: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (giveUp = setTimeout(resolve, this.closeMs)));
    await Promise.race([this.#unread, late]);
    clearTimeout(giveUp);
    this.drop();
  }

  /** Is no more: whatever was not told is forgotten. */
  drop(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    clearTimeout(this.#silence);
    if (this.#disuse) clearTimeout(this.#disuse);
    this.posts.stop();
    this.#reader?.stop();
    for (const channel of [...this.#channels.values()]) channel.over();
    this.goesOn();
    this.#options.onOver();
  }

  sendOn(channel: number, message: Uint8Array): void {
    for (const record of recordsOf(channel, message)) this.#say(record);
  }

  sayClosed(channel: number, code: number, reason: string): number {
    if (this.unsentBytes > this.#options.limits.unsentBytes) this.#outbox.forget(channel);
    return this.#say({ is: 'close', channel, code, reason });
  }

  goesOn(): void {
    const waiting = [...this.#heldUp];
    this.#heldUp.clear();
    for (const resolve of waiting) resolve();
  }

  isOver(channel: number): void {
    this.#channels.delete(channel);
    this.goesOn();
    this.#watchUse();
  }

  get #holdsUp(): boolean {
    for (const channel of this.#channels.values()) if (channel.holdsUp) return true;
    return false;
  }

  #say(record: LineRecord): number {
    const number = this.#outbox.push(record);
    this.#reader?.wake();
    return number;
  }

  #told(number: number): void {
    for (const channel of [...this.#channels.values()]) channel.told(number);
  }

  #take(record: LineRecord, cookie: string | undefined): void {
    if (record.is === 'open') return this.#open(record, cookie);
    if (record.is === 'beat' || record.is === 'opened') throw new MalformedLine();
    if (record.channel === 0 || record.channel > this.#highest) throw new MalformedLine();
    const channel = this.#channels.get(record.channel);
    if (!channel) return; // closed while this was on its way
    if (record.is === 'close') channel.over();
    else if (this.#mayJoin(channel, record.bytes.length)) channel.take(record);
  }

  #open({ channel: number, path, protocols }: LineRecord & { is: 'open' }, cookie: string | undefined): void {
    const call = readCall(`/sync/${path}`);
    if (number <= this.#highest || !call) throw new MalformedLine();
    this.#highest = number;
    const { limits, receive } = this.#options;
    if (!this.#countOpen()) return this.end('tooMany');
    if (this.#channels.size >= limits.httpChannelsPerLine) {
      this.#say({ is: 'close', channel: number, code: closeCodes.tooMany, reason: 'tooMany' });
      return;
    }
    const protocol = protocols.includes(SUBPROTOCOL) ? SUBPROTOCOL : '';
    const channel = new HttpChannel({ line: this, number, protocol });
    this.#channels.set(number, channel);
    this.#watchUse();
    this.#say({ is: 'opened', channel: number, protocol });
    receive({ channel, ...call, cookie });
  }

  /** False when there were too many of late. */
  #countOpen(): boolean {
    const now = this.#options.clock();
    if (now - this.#opens.began >= TEN_SECONDS_MS) this.#opens = { began: now, count: 0 };
    return ++this.#opens.count <= this.#options.limits.httpOpensPerTenSeconds;
  }

  /** Closes the channel when its message gets too long, or the line has too many that are not whole. */
  #mayJoin(channel: HttpChannel, bytes: number): boolean {
    const most = this.#options.limits.joinBytes + MESSAGE_OVERHEAD_BYTES;
    const inAll = [...this.#channels.values()].reduce((sum, { joiningBytes }) => sum + joiningBytes, bytes);
    const why = channel.joiningBytes + bytes > most ? 'tooLarge' : inAll > 2 * most ? 'tooMany' : null;
    if (why) channel.close(closeCodes[why], why);
    return why === null;
  }

  #watchUse(): void {
    if (this.#state === 'over') return;
    const isUsed = this.#reader !== null && this.#channels.size > 0;
    if (isUsed && this.#disuse) clearTimeout(this.#disuse);
    if (isUsed) this.#disuse = null;
    else this.#disuse ??= setTimeout(() => this.drop(), this.#options.limits.httpUnreadMs).unref();
  }
}
