import type { LineCall } from './line';

/** Tabs of different versions of the page do not share a line: the number goes up when the messages change. */
export const TABS = 'throughline:line-1';

/** Held by the tab that carries the line. */
export const LEADER_LOCK = TABS;

/** Held by a tab for as long as it uses the line of another, so that its end is noticed whatever ends it. */
export function followerLock(tab: string): string {
  return `${TABS}:${tab}`;
}

/** From a tab without a line of its own to the one that leads. Heard by all; `leader` says who is meant. */
export type ToLeader =
  | { is: 'ask'; tab: string }
  | { is: 'open'; tab: string; leader: string; channel: number; call: LineCall }
  | { is: 'send'; tab: string; leader: string; channel: number; bytes: Uint8Array }
  | { is: 'close'; tab: string; leader: string; channel: number };

/** From the one that leads. `leading`, at first and whenever someone asks, is for all. */
export type ToFollower =
  | { is: 'leading'; leader: string }
  | { is: 'opened'; tab: string; channel: number; protocol: string }
  | { is: 'message'; tab: string; channel: number; bytes: Uint8Array }
  | { is: 'closed'; tab: string; channel: number; code: number; reason: string };

export type TabMessage = ToLeader | ToFollower;

/** What passes between tabs. A part of `BroadcastChannel`, so that tests can stand between. */
export type TabPost = Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>;

/** What the browser lends for finding out which tab leads. */
export interface Tabs {
  locks: LockManager;
  openPost: (name: string) => TabPost;
}

/** Null where the browser has none of it: pages without encryption, and old browsers. Each tab has its own line then. */
export function browserTabs(): Tabs | null {
  if (typeof navigator === 'undefined' || typeof BroadcastChannel === 'undefined' || !('locks' in navigator))
    return null;
  return { locks: navigator.locks, openPost: (name) => new BroadcastChannel(name) };
}
