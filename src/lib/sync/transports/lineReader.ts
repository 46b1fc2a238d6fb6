import type { NumberedRecord } from '$lib/protocol/httpLine';
import { HTTP_BEAT_MS, HTTP_POLL_MS, MalformedLine, RecordReader } from '$lib/protocol/httpLine';
import type { Clock } from '../clock';
import { Alarm } from '../clock';
import type { LineRequests } from './lineRequests';
import { within } from './lineRequests';
import { Pause, retryAfter } from './pause';

/** How a line is read: as it comes, or with one question after the other. */
export type ReadBy = 'stream' | 'poll';

/** A stream shows something at once, unless a proxy holds it back. */
export const HELD_BACK_MS = 4_000;
/** Two beats and a little: a stream that is silent for so long is dead. */
const SILENCE_MS = 2 * HTTP_BEAT_MS + 2_000;
/** A stream that breaks sooner than this is one that something on the way does not let live. */
const SHORT_LIFE_MS = 30_000;
/** After so many short lives in a row we ask instead. */
const SHORT_LIVES = 3;
/** An answer to a poll may be this late. */
const POLL_LATE_MS = 8_000;
/** A cut this long is no blink: the page is told, and begins anew when the network is back. */
export const CUT_MS = 6_000;
/** Nothing, sooner than this, is no answer to a poll. */
const HASTY_MS = 500;

interface ReaderOptions {
  requests: LineRequests;
  clock: Clock;
  by: ReadBy;
  /** Records that arrived, and how many bytes. */
  arrived: (records: readonly NumberedRecord[], bytes: number) => void;
  /** Streams are held back: polls bring what they did not. */
  heldBack: () => void;
  over: () => void;
}

type Outcome = 'read' | 'nothing' | 'again' | 'over';

/** The way down: reads on wherever it was cut off, until the line is over. */
export class LineReader {
  #options: ReaderOptions;
  #clock: Clock;
  #by: ReadBy;
  #after = 0;
  #reading: AbortController | null = null;
  #silence: Alarm;
  #pause: Pause;
  #isStopped = false;
  /** A stream of this line has shown something. */
  #streams = false;
  /** Streams seem to be held back. */
  #isGuess = false;
  #shortLives = 0;
  #failures = 0;
  #failingSince: number | null = null;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#by = options.by;
    this.#silence = new Alarm(options.clock);
    this.#pause = new Pause(options.clock);
  }

  /** The number of the last record that arrived. */
  get after(): number {
    return this.#after;
  }

  get by(): ReadBy {
    return this.#by;
  }

  async run(): Promise<void> {
    while (!this.#isStopped) {
      const outcome = await (this.#by === 'stream' ? this.#readStream() : this.#poll());
      if (this.#isStopped) return;
      const wait = this.#judge(outcome);
      if (wait === null) return this.#giveUp();
      if (wait > 0) await this.#pause.wait(wait);
    }
  }

  /** Asks anew, at once, in place of what may be dead. */
  tryNow(): void {
    this.#reading?.abort();
    this.nudge();
  }

  /** Waits no longer between two attempts. */
  nudge(): void {
    this.#pause.cutShort();
  }

  stop(): void {
    this.#isStopped = true;
    this.#silence.cancel();
    this.tryNow();
  }

  #giveUp(): void {
    this.#isStopped = true;
    this.#options.over();
  }

  /** How long to wait before the next question; null: there is none. */
  #judge(outcome: Outcome): number | null {
    if (outcome === 'over') return null;
    if (outcome === 'read') {
      this.#failures = 0;
      this.#failingSince = null;
      return 0;
    }
    if (outcome === 'nothing') return HASTY_MS;
    const now = this.#clock.now();
    this.#failingSince ??= now;
    return now - this.#failingSince >= CUT_MS ? null : retryAfter(++this.#failures);
  }

  async #readStream(): Promise<Outcome> {
    const reading = new AbortController();
    this.#reading = reading;
    const began = this.#clock.now();
    let shows = false;
    let isHeldBack = false;
    const listen = (milliseconds: number) => this.#silence.set(milliseconds, () => reading.abort());
    this.#silence.set(HELD_BACK_MS, () => {
      isHeldBack = true;
      reading.abort();
    });
    try {
      const answer = await this.#options.requests.read('stream', { after: this.#after, signal: reading.signal });
      if (typeof answer === 'string') return answer;
      await this.#takeAll(answer, () => {
        shows = this.#streams = true;
        listen(SILENCE_MS);
      });
    } catch (error) {
      if (error instanceof MalformedLine) return 'over';
      // Cut off, by the network or by us.
    } finally {
      this.#silence.cancel();
    }
    if (isHeldBack && !shows && !this.#streams) return this.#pollInstead();
    if (!shows) return 'again';
    this.#shortLives = this.#clock.now() - began < SHORT_LIFE_MS ? this.#shortLives + 1 : 0;
    return this.#shortLives < SHORT_LIVES ? 'read' : this.#pollInstead();
  }

  #pollInstead(): Outcome {
    this.#by = 'poll';
    this.#isGuess = true;
    return 'read';
  }

  /** A poll was answered: it was not the network that failed. */
  #foundOut(): void {
    if (this.#isGuess) this.#options.heldBack();
    this.#isGuess = false;
  }

  async #takeAll({ body }: Response, shown: () => void): Promise<void> {
    const chunks = body?.getReader();
    const records = new RecordReader();
    for (let piece = await chunks?.read(); piece?.value; piece = await chunks?.read()) {
      if (this.#isStopped) return;
      shown();
      this.#take(records.read(piece.value), piece.value.length);
    }
  }

  async #poll(): Promise<Outcome> {
    const began = this.#clock.now();
    try {
      const body = await within(this.#clock, HTTP_POLL_MS + POLL_LATE_MS, (late) => this.#askOnce(late));
      if (typeof body === 'string' || this.#isStopped) return typeof body === 'string' ? body : 'over';
      const records = new RecordReader();
      const read = records.read(body);
      if (!records.isBetween) return 'again';
      this.#foundOut();
      this.#take(read, body.length);
      return read.length > 0 || this.#clock.now() - began >= HASTY_MS ? 'read' : 'nothing';
    } catch (error) {
      return error instanceof MalformedLine ? 'over' : 'again';
    }
  }

  async #askOnce(late: AbortSignal): Promise<Uint8Array | 'again' | 'over'> {
    const reading = new AbortController();
    this.#reading = reading;
    late.addEventListener('abort', () => reading.abort());
    const answer = await this.#options.requests.read('poll', { after: this.#after, signal: reading.signal });
    return typeof answer === 'string' ? answer : new Uint8Array(await answer.arrayBuffer());
  }

  #take(records: readonly NumberedRecord[], bytes: number): void {
    this.#after = records.reduce((last, { number }) => Math.max(last, number), this.#after);
    this.#options.arrived(records, bytes);
  }
}
