import type { Clock } from '../clock';
import type { LineChannel } from './line';
import type { OwnLine } from './ownLine';
import type { TabMessage, TabPost, Tabs, ToFollower, ToLeader } from './tabMessages';
import { followerLock, TABS } from './tabMessages';

/** What a tab said last may arrive after it has let go of its lock. */
const LAST_WORDS_MS = 1_000;

interface LeadingOptions {
  clock: Clock;
  /** The name of this tab. */
  tab: string;
  tabs: Tabs;
  line: OwnLine;
}

interface Follower {
  channels: Map<number, LineChannel>;
  stopWatching: AbortController;
}

/** Lends this tab's line to the others. */
export class LeadingTab {
  readonly line: OwnLine;
  #tab: string;
  #tabs: Tabs;
  #clock: Clock;
  #post: TabPost;
  #followers = new Map<string, Follower>();

  constructor({ tab, tabs, line, clock }: LeadingOptions) {
    this.#clock = clock;
    this.line = line;
    this.#tab = tab;
    this.#tabs = tabs;
    this.#post = tabs.openPost(TABS);
    this.#post.onmessage = ({ data }: { data: TabMessage }) => this.#hear(data);
    this.#say({ is: 'leading', leader: tab });
  }

  /** Leads no more. The line ends, and with it the channels of all. */
  stop(): void {
    this.line.leave();
    for (const { stopWatching } of this.#followers.values()) stopWatching.abort();
    this.#followers.clear();
    this.#post.close();
  }

  #say(message: ToFollower): void {
    this.#post.postMessage(message);
  }

  #hear(message: TabMessage): void {
    switch (message.is) {
      case 'ask':
        this.line.nudge();
        return this.#say({ is: 'leading', leader: this.#tab });
      case 'open':
      case 'send':
      case 'close':
        return message.leader === this.#tab ? this.#serve(message) : undefined;
      case 'leading': // another tab holds the lock, so this one will hear that it has lost it
      case 'opened':
      case 'message':
      case 'closed':
    }
  }

  #serve(message: Exclude<ToLeader, { is: 'ask' }>): void {
    const { tab, channel } = message;
    if (message.is === 'open') return this.#open(message);
    const open = this.#followers.get(tab)?.channels.get(channel);
    if (message.is === 'send') open?.send(message.bytes);
    else if (open) {
      this.#followers.get(tab)?.channels.delete(channel);
      open.close();
    }
  }

  #open({ tab, channel, call }: ToLeader & { is: 'open' }): void {
    const { channels } = this.#followers.get(tab) ?? this.#watch(tab);
    channels.set(
      channel,
      this.line.open(call, {
        opened: (protocol) => this.#say({ is: 'opened', tab, channel, protocol }),
        message: (bytes) => this.#say({ is: 'message', tab, channel, bytes }),
        closed: (code, reason) => {
          channels.delete(channel);
          this.#say({ is: 'closed', tab, channel, code, reason });
        },
      }),
    );
  }

  /** A tab that is gone, even by a crash, lets go of its lock. */
  #watch(tab: string): Follower {
    const follower: Follower = { channels: new Map(), stopWatching: new AbortController() };
    this.#followers.set(tab, follower);
    const { signal } = follower.stopWatching;
    this.#tabs.locks
      .request(followerLock(tab), { signal }, () => void this.#clock.after(LAST_WORDS_MS, () => this.#gone(tab)))
      .catch(() => undefined); // told to stop watching
    return follower;
  }

  #gone(tab: string): void {
    const channels = [...(this.#followers.get(tab)?.channels.values() ?? [])];
    this.#followers.delete(tab);
    for (const channel of channels) channel.close();
  }
}
