import type { Who } from '../../src/lib/protocol/messages/presence.ts';
import { parseOwnPresence } from '../../src/lib/protocol/messages/presence.ts';
import type { PresenceEntry } from './decode.ts';
import type { PresenceState } from './encode.ts';
import { encodePresence, encodePresenceEntry, presenceFrame } from './encode.ts';

/** Whose presence it is, as far as the table must know. */
export interface Present {
  readonly actorId: string;
  /** Who may only look shows no reactions. */
  readonly mayReact: boolean;
}

export interface PresenceOptions {
  clock: () => number;
  maxBytes: number;
  /** Whose clientID this is in the document, if it is anybody's. */
  ownerOf: (clientId: number) => string | undefined;
  /** Someone speaks under a clientID from now on. */
  speaks: (clientId: number, actorId: string) => void;
}

/**
 * Who is in a room and what they point at: the last word of each connection, under one clientID each, with an
 * identity that the server sets. It counts clocks itself, from the time of day, so that what it sends is always newer
 * than what a page remembers from before a reconnection or a restart.
 */
export class PresenceTable<Member extends Present> {
  #options: PresenceOptions;
  #states = new Map<Member, PresenceState>();
  #changed = new Set<Member>();
  #left: PresenceState[] = [];
  #lastClock = 0;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  get hasNews(): boolean {
    return this.#changed.size > 0 || this.#left.length > 0;
  }

  /** Takes in what a connection says. Anything about others (stock providers echo them) is passed over. */
  hear(from: Member, who: Who, entries: readonly PresenceEntry[]): void {
    for (const { clientId, state } of entries) {
      const known = this.#states.get(from);
      if (known ? known.clientId !== clientId : !this.#isFree(clientId, from)) continue;
      if (state === 'null') this.leave(from);
      else this.#put(from, who, { clientId, state });
    }
  }

  leave(member: Member): void {
    const known = this.#states.get(member);
    if (!known) return;
    this.#states.delete(member);
    this.#changed.delete(member);
    this.#left.push({ ...known, clock: this.#nextClock(), state: null });
  }

  /** Everyone but the reader, with fresh clocks. Null when there is nobody else. */
  everyone(reader: Member): Uint8Array | null {
    const others = [...this.#states].filter(([member]) => member !== reader);
    if (others.length === 0) return null;
    return encodePresence(others.map(([, state]) => ({ ...state, clock: this.#nextClock() })));
  }

  /** What changed since the last flush, for each reader: the same bytes for all who did not change themselves. */
  flush(): (reader: Member) => Uint8Array | null {
    const changed = new Map<Member, Uint8Array>();
    for (const member of this.#changed) {
      const state = this.#states.get(member);
      if (state) changed.set(member, encodePresenceEntry({ ...state, clock: this.#nextClock() }));
    }
    const left = this.#left.map(encodePresenceEntry);
    this.#changed = new Set();
    this.#left = [];
    const all = [...left, ...changed.values()];
    const shared = all.length > 0 ? presenceFrame(all) : null;
    return (reader) => {
      const own = changed.get(reader);
      if (!own) return shared;
      return all.length > 1 ? presenceFrame(all.filter((entry) => entry !== own)) : null;
    };
  }

  #put(from: Member, who: Who, { clientId, state }: PresenceEntry): void {
    const said = Buffer.byteLength(state) > this.#options.maxBytes ? null : parseOwnPresence(parseJson(state));
    if (!said && this.#states.has(from)) return; // keeps its last good word
    const shown = from.mayReact ? said : { ...said, reaction: undefined };
    this.#options.speaks(clientId, from.actorId);
    this.#states.set(from, { clientId, clock: 0, state: JSON.stringify({ ...shown, who }) });
    this.#changed.add(from);
  }

  #isFree(clientId: number, from: Member): boolean {
    const owner = this.#options.ownerOf(clientId);
    if (owner !== undefined && owner !== from.actorId) return false;
    for (const [member, state] of this.#states) {
      if (state.clientId !== clientId) continue;
      if (member.actorId !== from.actorId) return false;
      this.#states.delete(member); // the same page, back before its old connection was missed
      this.#changed.delete(member);
    }
    return true;
  }

  #nextClock(): number {
    this.#lastClock = Math.max(this.#lastClock + 1, this.#options.clock());
    return this.#lastClock;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
