import { closeCodes } from '$lib/protocol/closeCodes';
import type { LineRecord, NumberedRecord } from '$lib/protocol/httpLine';
import { FrameJoiner, recordsOf } from '$lib/protocol/httpLine';
import type { Clock } from '../clock';
import { isPageHidden } from '../pageEvents';
import type { ChannelEvents, Line, LineCall, LineChannel } from './line';
import { BROKEN } from './line';
import type { ReadBy } from './lineReader';
import type { Ask } from './lineRequests';
import { beginLine } from './lineRequests';
import type { LineWays } from './lineWays';

/** Where lines are opened: the server's address without a path, and how to ask it. */
export interface LineServer {
  origin: string;
  ask: Ask;
}

export interface HttpLineOptions {
  server: LineServer;
  clock: Clock;
  by: ReadBy;
  events: {
    /** Streams are held back here, and polls get through. */
    heldBack(): void;
    over(): void;
  };
}

interface OpenChannel {
  events: ChannelEvents;
  joiner: FrameJoiner;
}

/** The page's end of one line. When it is over, for whatever reason, so are its channels; it is not opened again. */
export class HttpLine implements Line {
  #options: HttpLineOptions;
  #channels = new Map<number, OpenChannel>();
  #lastChannel = 0;
  #ways: LineWays | null = null;
  /** What was said before the line was open. */
  #early: LineRecord[] = [];
  #isOver = false;

  constructor(options: HttpLineOptions) {
    this.#options = options;
    void this.#begin();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  open({ path, protocols }: LineCall, events: ChannelEvents): LineChannel {
    const number = ++this.#lastChannel;
    this.#channels.set(number, { events, joiner: new FrameJoiner() });
    this.#say([{ is: 'open', channel: number, path, protocols }]);
    return {
      send: (bytes) => this.#channels.has(number) && this.#say(recordsOf(number, bytes)),
      close: () => this.#close(number),
    };
  }

  /** The network may be back: waits for nothing that may be dead. */
  tryNow(): void {
    this.#ways?.reader.tryNow();
    this.#ways?.posts.tryNow();
  }

  /** Waits no longer between two attempts. */
  nudge(): void {
    this.#ways?.reader.nudge();
    this.#ways?.posts.nudge();
  }

  /** The page goes, or nobody needs the line: says the last words, which outlive the page, and ends. */
  leave(): void {
    if (this.#isOver) return;
    const last = [...this.#channels.keys()].map(closing);
    const ways = this.#ways;
    // Where something is on its way, ending the line at once could overtake it: without channels it ends by itself.
    if (ways && !ways.posts.farewell(last)) ways.requests.leave();
    this.#end(BROKEN);
  }

  async #begin(): Promise<void> {
    const { server, clock, events, by } = this.#options;
    // Most pages never need it: websockets get through.
    const loading = import('./lineWays').catch(() => null);
    const [beginning, code] = await Promise.all([beginLine(server, clock), loading]);
    if (this.#isOver) return beginning.is === 'begun' ? beginning.requests.leave() : undefined;
    if (beginning.is !== 'begun') return this.#end(beginning.is === 'signIn' ? closeCodes.signIn : BROKEN);
    const { requests } = beginning;
    if (!code) return (requests.leave(), this.#end(BROKEN));
    const ways = code.openWays({
      ...{ requests, clock, by, inHurry: isPageHidden, heldBack: events.heldBack },
      over: () => this.#end(BROKEN),
      arrived: (records, bytes) => this.#arrived(records, bytes),
      sayWhatArrived: () => this.#sayWhatArrived(),
    });
    this.#ways = ways;
    ways.posts.put(this.#early);
    void ways.reader.run();
  }

  #say(records: readonly LineRecord[]): void {
    if (this.#ways) this.#ways.posts.put(records);
    else if (!this.#isOver) this.#early.push(...records);
  }

  async #sayWhatArrived(): Promise<void> {
    const ways = this.#ways;
    const refusal = await ways?.requests.post(new Uint8Array(), { number: 0, after: ways.reader.after });
    if (refusal === 'over') this.#end(BROKEN);
  }

  #close(channel: number): void {
    if (this.#channels.delete(channel)) this.#say([closing(channel)]);
  }

  #arrived(records: readonly NumberedRecord[], bytes: number): void {
    for (const { record } of records) {
      if (this.#isOver) return;
      try {
        this.#hear(record);
      } catch (error) {
        // One document's mistake, told as a websocket's listener would tell it: the others' records go on.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    const ways = this.#ways;
    if (ways?.reader.by === 'stream') ways.receipts.arrived(bytes);
  }

  #hear(record: LineRecord): void {
    if (record.is === 'beat') return;
    if (record.is === 'close' && record.channel === 0) return this.#end(record.code);
    const channel = this.#channels.get(record.channel);
    if (!channel) return; // closed while this was on its way
    switch (record.is) {
      case 'opened':
        return channel.events.opened(record.protocol);
      case 'part':
      case 'frame': {
        const message = channel.joiner.take(record);
        if (message) channel.events.message(message);
        return;
      }
      case 'close':
        this.#channels.delete(record.channel);
        return channel.events.closed(record.code, record.reason);
      case 'open':
    }
  }

  #end(code: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ways?.posts.stop();
    this.#ways?.reader.stop();
    this.#ways?.receipts.stop();
    this.#ways = null;
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    this.#options.events.over();
    for (const { events } of channels) events.closed(code, '');
  }
}

function closing(channel: number): LineRecord {
  return { is: 'close', channel, code: 1000, reason: '' };
}
