import * as decoding from 'lib0/decoding';
import type { LineRecord } from '$lib/protocol/httpLine';
import { encodePost, HTTP_POST_RECORDS } from '$lib/protocol/httpLine';
import { frameType } from '$lib/protocol/messages/frame';
import type { Clock } from '../clock';
import type { LineRequests } from './lineRequests';
import { within } from './lineRequests';
import { Pause, retryAfter } from './pause';

/** Longest body of a post, but for a single record: below the 1 MiB that stock proxies take. */
const POST_BYTES = 524_288;
/** Shortest time from one post to the next: what is written and pointed at meanwhile goes together. */
const GATHER_MS = 50;
/** Longest wait for an answer to a short post. Asking again under the same number does no harm. */
const ANSWER_MS = 10_000;
/** A long one may travel this slowly. */
const SLOWEST_BYTES_PER_MS = 16;
/** Posts refused by whatever is on the way for so long: the line is given up. */
const GIVE_UP_MS = 15_000;

interface PostsOptions {
  requests: LineRequests;
  clock: Clock;
  /** The number of the last record that arrived. */
  after: () => number;
  /** A post went out, and with it what arrived. */
  said: () => void;
  /** Whether timers cannot be relied on: nothing is gathered then. */
  inHurry: () => boolean;
  over: () => void;
}

/** The way up: numbered posts, one at a time, each repeated under its number until it is answered. */
export class LinePosts {
  #options: PostsOptions;
  #queue: LineRecord[] = [];
  /** The newest presence of each writer on each channel, sent or not; and which records are presence at all. */
  #presence = new Map<string, LineRecord>();
  #arePresence = new WeakSet<LineRecord>();
  #number = 0;
  /** The post that is on its way, and whether it carries more than what ends with the line anyway. */
  #body: Uint8Array<ArrayBuffer> | null = null;
  #bodyMatters = false;
  #isRunning = false;
  #isStopped = false;
  #pause: Pause;
  #flight: AbortController | null = null;
  #failures = 0;
  #failingSince: number | null = null;

  constructor(options: PostsOptions) {
    this.#options = options;
    this.#pause = new Pause(options.clock);
  }

  put(records: readonly LineRecord[]): void {
    if (this.#isStopped) return;
    this.#dropOlderPresence(records);
    this.#queue.push(...records);
    if (!this.#isRunning) void this.#run();
    else if (this.#body === null && this.#options.inHurry()) this.#pause.cutShort();
  }

  /** Presence is last-value-wins: what was not sent yet is worth nothing any more. */
  #dropOlderPresence(records: readonly LineRecord[]): void {
    const [record] = records;
    // The end of a longer message only looks like one: it never comes alone.
    if (records.length !== 1 || record?.is !== 'frame' || record.bytes[0] !== frameType.presence) return;
    this.#arePresence.add(record);
    const writer = onlyWriterIn(record.bytes);
    if (writer === null) return;
    const key = `${record.channel} ${writer}`;
    const older = this.#presence.get(key);
    if (older) this.#queue = this.#queue.filter((queued) => queued !== older);
    this.#presence.set(key, record);
  }

  /** Waits no longer for an answer that may never come. */
  tryNow(): void {
    this.#flight?.abort();
    this.nudge();
  }

  /** Waits no longer between two attempts. */
  nudge(): void {
    this.#pause.cutShort();
  }

  stop(): void {
    this.#isStopped = true;
    this.tryNow();
  }

  /**
   * The page goes: what waits, and these last records, are sent without waiting for an answer. False when nothing that
   * matters was waiting or on its way, so that the line may end at once.
   */
  farewell(last: readonly LineRecord[]): boolean {
    const { requests, after } = this.#options;
    const rest = this.#queue;
    const matters = (this.#body !== null && this.#bodyMatters) || rest.some((record) => this.#matters(record));
    this.#isStopped = true;
    this.#flight = null; // left to itself: it outlives the page
    this.#pause.cutShort();
    if (!matters) return false;
    void requests.post(bodyOf([...rest, ...last]), { number: ++this.#number, after: after() });
    return true;
  }

  async #run(): Promise<void> {
    const { clock, inHurry } = this.#options;
    this.#isRunning = true;
    for (let body = this.#next(); body !== null; body = this.#next()) {
      const began = clock.now();
      const wait = (await this.#send(body)) ?? (inHurry() ? 0 : began + GATHER_MS - clock.now());
      if (this.#isStopped) return;
      if (wait > 0) await this.#pause.wait(wait);
    }
    this.#isRunning = false;
  }

  /** The post that was not answered, or the next one. */
  #next(): Uint8Array<ArrayBuffer> | null {
    if (this.#isStopped) return null;
    if (this.#body !== null || this.#queue.length === 0) return this.#body;
    this.#number++;
    const records = this.#queue.splice(0, countFitting(this.#queue));
    this.#bodyMatters = records.some((record) => this.#matters(record));
    this.#body = bodyOf(records);
    return this.#body;
  }

  /** Presence, openings and closings end with the line. */
  #matters(record: LineRecord): boolean {
    return (record.is === 'frame' || record.is === 'part') && !this.#arePresence.has(record);
  }

  /** Null when it was taken, else how long to wait. */
  async #send(body: Uint8Array<ArrayBuffer>): Promise<number | null> {
    const { requests, clock, after, said } = this.#options;
    const patience = ANSWER_MS + body.length / SLOWEST_BYTES_PER_MS;
    const send = (signal: AbortSignal) => {
      const flight = new AbortController();
      this.#flight = flight;
      signal.addEventListener('abort', () => flight.abort());
      said();
      return requests.post(body, { number: this.#number, after: after(), signal: flight.signal });
    };
    const refusal = await within(clock, patience, send).catch(() => 'late' as const);
    this.#flight = null;
    if (this.#isStopped) return null;
    if (refusal === 'late') return 0;
    if (refusal === null) return this.#taken();
    return this.#refused(refusal === 'over');
  }

  #taken(): null {
    this.#body = null;
    this.#failures = 0;
    this.#failingSince = null;
    return null;
  }

  #refused(isOver: boolean): number {
    const now = this.#options.clock.now();
    this.#failingSince ??= now;
    if (isOver || now - this.#failingSince >= GIVE_UP_MS) {
      this.#isStopped = true;
      this.#options.over();
    }
    return retryAfter(++this.#failures);
  }
}

/** Whose presence a frame tells: a clientID, or null when it is of several. Providers echo that of others, too. */
function onlyWriterIn(frame: Uint8Array): number | null {
  try {
    const decoder = decoding.createDecoder(frame);
    decoding.readVarUint(decoder);
    const entries = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    return decoding.readVarUint(entries) === 1 ? decoding.readVarUint(entries) : null;
  } catch {
    return null;
  }
}

/** How many records fit into one post; at least one. */
function countFitting(records: readonly LineRecord[]): number {
  let bytes = 0;
  const end = records.findIndex((record, n) => {
    bytes += 'bytes' in record ? record.bytes.length : 0;
    return n > 0 && (bytes > POST_BYTES || n >= HTTP_POST_RECORDS);
  });
  return end < 0 ? records.length : end;
}

function bodyOf(records: readonly LineRecord[]): Uint8Array<ArrayBuffer> {
  return encodePost(records) as Uint8Array<ArrayBuffer>; // lib0 makes it on a buffer of its own
}
