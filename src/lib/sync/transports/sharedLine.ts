import { nanoid } from 'nanoid';
import type { Clock } from '../clock';
import { Alarm } from '../clock';
import { FollowingTab } from './followingTab';
import { LeadingTab } from './leadingTab';
import type { ChannelEvents, Line, LineCall, LineChannel } from './line';
import { BROKEN } from './line';
import type { OwnLine } from './ownLine';
import type { Tabs } from './tabMessages';
import { LEADER_LOCK } from './tabMessages';

/** A tab that follows and uses nothing stays in line for so long. */
const LINGER_MS = 5_000;

interface SharedLineOptions {
  clock: Clock;
  tabs: Tabs;
  /** A line of this tab's own, for when it leads. */
  ownLine: (idle: () => void) => OwnLine;
}

/** A call that waits until it is known which tab leads. */
interface Waiting {
  call: LineCall;
  events: ChannelEvents;
  reached: (channel: LineChannel) => void;
}

type Part =
  | { is: 'out' }
  | { is: 'finding' }
  /** With a line of its own, lent to the others unless the browser forbids it. */
  | { is: 'leading'; line: OwnLine; stop: () => void }
  | { is: 'following'; as: FollowingTab };

/**
 * One line for all tabs of a browser: the tab that holds a lock has it and lends it to the others. When that tab goes,
 * the next one in line gets the lock; when it is frozen, a tab that it does not answer takes the lock from it.
 */
export class SharedLine implements Line {
  #options: SharedLineOptions;
  #part: Part = { is: 'out' };
  #waiting = new Set<Waiting>();
  /** Channels of this tab. */
  #users = 0;
  #lingering: Alarm;
  /** Calls off what was begun to find out who leads. */
  #finding = new AbortController();

  constructor(options: SharedLineOptions) {
    this.#options = options;
    this.#lingering = new Alarm(options.clock);
  }

  open(call: LineCall, events: ChannelEvents): LineChannel {
    this.#lingering.cancel();
    this.#users++;
    let channel: LineChannel | null = null;
    let isOver = false;
    const left = () => {
      if (!isOver) this.#left();
      isOver = true;
    };
    const closed = (code: number, reason: string) => {
      left();
      events.closed(code, reason);
    };
    const waiting: Waiting = { call, events: { ...events, closed }, reached: (reached) => (channel = reached) };
    this.#waiting.add(waiting);
    if (this.#part.is === 'out') this.#find();
    else this.#pass();
    return {
      send: (bytes) => channel?.send(bytes),
      close: () => {
        left();
        this.#waiting.delete(waiting);
        channel?.close();
      },
    };
  }

  /** The network may be back. */
  tryNow(): void {
    if (this.#part.is === 'leading') this.#part.line.tryNow();
  }

  /** The page goes. Its channels break, and another tab leads. */
  leave(): void {
    const part = this.#part;
    this.#part = { is: 'out' };
    this.#lingering.cancel();
    this.#finding.abort();
    this.#finding = new AbortController();
    if (part.is === 'following') part.as.stop();
    else if (part.is === 'leading') part.stop();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const { events } of waiting) events.closed(BROKEN, '');
  }

  get #line(): Line | null {
    if (this.#part.is === 'leading') return this.#part.line;
    return this.#part.is === 'following' ? this.#part.as : null;
  }

  #pass(): void {
    const line = this.#line;
    if (!line) return;
    for (const { call, events, reached } of this.#waiting) reached(line.open(call, events));
    this.#waiting.clear();
  }

  #find(): void {
    this.#part = { is: 'finding' };
    const { signal } = this.#finding;
    const ask = (lock: Lock | null) => {
      if (signal.aborted) return undefined;
      if (lock) return this.#lead(signal);
      this.#follow(signal);
      return undefined;
    };
    this.#request(signal, (locks) => locks.request(LEADER_LOCK, { ifAvailable: true }, ask));
  }

  #follow(signal: AbortSignal): void {
    const { tabs, clock } = this.#options;
    const unanswered = () =>
      this.#request(signal, (locks) => locks.request(LEADER_LOCK, { steal: true }, () => this.#lead(signal)));
    this.#part = { is: 'following', as: new FollowingTab({ tab: nanoid(), tabs, clock, unanswered }) };
    this.#request(signal, (locks) => locks.request(LEADER_LOCK, { signal }, () => this.#lead(signal)));
    this.#pass();
  }

  /** Resolves when this tab leads no more. */
  #lead(signal: AbortSignal): Promise<void> | undefined {
    if (signal.aborted || this.#part.is === 'leading') return undefined;
    const before = this.#part;
    const { tabs, clock, ownLine } = this.#options;
    const line = ownLine(() => this.leave());
    const leading = new LeadingTab({ tab: nanoid(), tabs, clock, line });
    return new Promise((resign) => {
      const stop = () => {
        leading.stop();
        resign();
      };
      this.#part = { is: 'leading', line, stop };
      if (before.is === 'following') before.as.stop();
      this.#pass();
    });
  }

  /** The browser lends no locks to this page. */
  #goAlone(): void {
    const line = this.#options.ownLine(() => this.leave());
    this.#part = { is: 'leading', line, stop: () => line.leave() };
    this.#pass();
  }

  /** Rejected: called off, forbidden, or another tab took the lock because this one did not answer. */
  #request(signal: AbortSignal, request: (locks: LockManager) => Promise<unknown>): void {
    request(this.#options.tabs.locks).catch(() => {
      if (signal.aborted) return;
      if (this.#part.is === 'finding') this.#goAlone();
      else this.leave();
    });
  }

  #left(): void {
    if (--this.#users > 0 || this.#part.is !== 'following') return;
    this.#lingering.set(LINGER_MS, () => this.#part.is === 'following' && this.leave());
  }
}
