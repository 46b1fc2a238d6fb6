import type { Clock } from '../clock';
import { Alarm } from '../clock';
import type { LineServer } from './httpLine';
import { HttpLine } from './httpLine';
import type { ChannelEvents, Line, LineCall, LineChannel } from './line';
import type { TransportMemory } from './transportMemory';

/** A line that nobody uses is kept this long: a document that is opened again finds it. */
const LINGER_MS = 5_000;
/** Where streams are held back we ask at once for so long, before a stream is tried again. */
const HELD_BACK_FOR_MS = 86_400_000;

export interface OwnLineOptions {
  server: LineServer;
  clock: Clock;
  memory: TransportMemory;
  /** Nobody uses it any more. */
  idle?: () => void;
}

/** This tab's own line: opened when it is needed, again when it broke, and left when nobody needs it. */
export class OwnLine implements Line {
  #options: OwnLineOptions;
  #line: HttpLine | null = null;
  #users = 0;
  #lingering: Alarm;

  constructor(options: OwnLineOptions) {
    this.#options = options;
    this.#lingering = new Alarm(options.clock);
    this.#linger();
  }

  open(call: LineCall, events: ChannelEvents): LineChannel {
    this.#lingering.cancel();
    this.#users++;
    const left = once(() => this.#left());
    const line = (this.#line ??= this.#begin());
    const channel = line.open(call, {
      ...events,
      closed: (code, reason) => {
        left();
        events.closed(code, reason);
      },
    });
    const close = () => {
      left();
      channel.close();
    };
    return { ...channel, close };
  }

  /** The network may be back. */
  tryNow(): void {
    this.#line?.tryNow();
  }

  /** Waits no longer between two attempts. Timers of hidden tabs sleep; others may wake this one. */
  nudge(): void {
    this.#line?.nudge();
  }

  /** The page goes: says the last words. Its channels break. */
  leave(): void {
    this.#lingering.cancel();
    this.#line?.leave();
  }

  #begin(): HttpLine {
    const { server, clock, memory } = this.#options;
    const heldBackAt = memory.recall()?.heldBackAt ?? -Infinity;
    return new HttpLine({
      server,
      clock,
      by: clock.now() - heldBackAt < HELD_BACK_FOR_MS ? 'poll' : 'stream',
      events: {
        heldBack: () => memory.noteHeldBack(),
        over: () => (this.#line = null),
      },
    });
  }

  #left(): void {
    if (--this.#users === 0) this.#linger();
  }

  #linger(): void {
    this.#lingering.set(LINGER_MS, () => {
      this.#line?.leave();
      this.#options.idle?.();
    });
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
