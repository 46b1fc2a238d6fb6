import type { Clock } from '../clock';
import { Alarm } from '../clock';
import type { ChannelEvents, Line, LineCall, LineChannel } from './line';
import { BROKEN } from './line';
import type { TabMessage, TabPost, Tabs, ToFollower, ToLeader } from './tabMessages';
import { followerLock, TABS } from './tabMessages';

/** The tab that leads is asked this often whether it is awake. */
const ASK_MS = 3_000;
/** Not even counted in time: this tab may have slept itself, with the answer waiting to be read. */
const UNANSWERED = 2;

interface FollowingOptions {
  /** The name of this tab. */
  tab: string;
  tabs: Tabs;
  clock: Clock;
  /** The tab that leads does not answer: closed without a word, frozen, or stuck. */
  unanswered: () => void;
}

interface FollowedChannel {
  call: LineCall;
  events: ChannelEvents;
}

/** Uses the line of the tab that leads. */
export class FollowingTab implements Line {
  #options: FollowingOptions;
  #post: TabPost;
  #channels = new Map<number, FollowedChannel>();
  #lastChannel = 0;
  #leader: string | null = null;
  #asking: Alarm;
  #unanswered = 0;
  #letGo: () => void = () => undefined;
  #isStopped = false;

  constructor(options: FollowingOptions) {
    const { tab, tabs, clock, unanswered } = options;
    this.#options = options;
    this.#asking = new Alarm(clock);
    this.#post = tabs.openPost(TABS);
    this.#post.onmessage = ({ data }: { data: TabMessage }) => this.#hear(data);
    // The leader watches this lock from the first channel on, so nothing is said before it is held.
    const hold = () => {
      this.#ask();
      return new Promise<void>((letGo) => (this.#isStopped ? letGo() : (this.#letGo = letGo)));
    };
    tabs.locks.request(followerLock(tab), hold).catch(() => this.#isStopped || unanswered());
  }

  open(call: LineCall, events: ChannelEvents): LineChannel {
    const channel = ++this.#lastChannel;
    this.#channels.set(channel, { call, events });
    this.#tell((common) => ({ is: 'open', ...common, channel, call }));
    return {
      send: (bytes) => this.#tell((common) => ({ is: 'send', ...common, channel, bytes: ownBuffer(bytes) })),
      close: () => {
        if (this.#channels.delete(channel)) this.#tell((common) => ({ is: 'close', ...common, channel }));
      },
    };
  }

  /** Follows no more; its channels break. */
  stop(): void {
    if (this.#isStopped) return;
    for (const channel of this.#channels.keys()) this.#tell((common) => ({ is: 'close', ...common, channel }));
    this.#isStopped = true;
    this.#asking.cancel();
    this.#breakAll();
    this.#post.close();
    this.#letGo();
  }

  #ask(): void {
    if (this.#isStopped) return;
    if (this.#unanswered >= UNANSWERED) return this.#options.unanswered();
    this.#unanswered++;
    this.#post.postMessage({ is: 'ask', tab: this.#options.tab } satisfies ToLeader);
    this.#asking.set(ASK_MS, () => this.#ask());
  }

  /** Until it is known who leads, nothing is told: the calls wait. */
  #tell(message: (common: { tab: string; leader: string }) => ToLeader): void {
    if (this.#leader === null || this.#isStopped) return;
    this.#post.postMessage(message({ tab: this.#options.tab, leader: this.#leader }));
  }

  #hear(message: TabMessage): void {
    if (message.is === 'leading') return this.#heardOf(message.leader);
    if (!('tab' in message) || message.tab !== this.#options.tab) return;
    if (message.is === 'opened' || message.is === 'message' || message.is === 'closed') this.#pass(message);
  }

  #pass(message: Exclude<ToFollower, { is: 'leading' }>): void {
    const events = this.#channels.get(message.channel)?.events;
    if (message.is === 'closed') this.#channels.delete(message.channel);
    switch (message.is) {
      case 'opened':
        return events?.opened(message.protocol);
      case 'message':
        return events?.message(message.bytes);
      case 'closed':
        return events?.closed(message.code, message.reason);
    }
  }

  #heardOf(leader: string): void {
    this.#unanswered = 0;
    if (leader === this.#leader) return;
    const isFirst = this.#leader === null;
    this.#leader = leader;
    if (!isFirst) return this.#breakAll();
    for (const [channel, { call }] of this.#channels)
      this.#tell((common) => ({ is: 'open', ...common, channel, call }));
  }

  #breakAll(): void {
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    for (const { events } of channels) events.closed(BROKEN, '');
  }
}

/** A view is copied with all that its buffer holds, so it gets one of its own. */
function ownBuffer(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}
