import type { PartnershipSettings } from '../../src/lib/domain/partnerships/partnership.ts';
import type { WaitingGuest } from '../../src/lib/domain/guests/guest.ts';
import type { PrivateCount } from '../../src/lib/domain/sessions/privateRound.ts';
import type { SessionRoom } from '../../src/lib/domain/sessions/room.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { BoardTallies } from '../../src/lib/domain/sessions/votes/ballot.ts';
import type { Log } from '../log/log.ts';

/** Everything that is announced inside the server, with what it carries. Announcements return nothing. */
export interface ServerEvents {
  'membership.changed': { personId: string; partnershipId: string };
  /** Its settings as they are now. */
  'partnership.changed': { partnershipId: string } & PartnershipSettings;
  'signIn.ended': { signInIds: readonly string[] };
  /** What guests may do on a board, or how they are called there, is otherwise now. */
  'guests.changed': { boardId: string; guestIds: readonly string[] };
  /** Everyone who waits to be let in to a board now, the first to come first. */
  'guests.waiting': { boardId: string; guests: readonly WaitingGuest[] };
  'board.changed': { boardId: string; title: string; archived: boolean; scopeChanged: boolean };
  /** Somebody has everyone who has the board open look at a part of it: x, y, width, height in board units. */
  'board.gathered': {
    boardId: string;
    by: string;
    name: string;
    view: readonly [number, number, number, number];
    /** Actor ids of those who are called; everyone where it is not said. */
    only?: readonly string[];
  };
  /** These members and guests are there while a session goes on on the board. */
  'session.attended': { boardId: string; sessionId: string; actorIds: readonly string[] };
  /** How the session that goes on on a board stands now; null when it has ended. */
  'session.changed': { boardId: string; session: LiveSession | null };
  /** How many private cards of a round there are now, and who is writing. */
  'private.counted': { boardId: string; round: string } & PrivateCount;
  /** Who is in the room of the session that goes on on a board, and how many of them ask for more time. */
  'session.room': { boardId: string; room: SessionRoom; asking: number };
  /** Somebody came to a document, or left it. `joined`: the actor id of who came. */
  'people.changed': { name: string; joined: string | null };
  /** How many people have voted in a ballot that is open. */
  'ballot.voted': { boardId: string; ballot: string; voted: number };
  /** What stays on the cards of a board, all of it, after one more ballot was revealed. */
  'board.tallied': { boardId: string; tallies: BoardTallies };
  /** Sent after the commit, at most once a second for one document. */
  'document.changed': { name: string; actorIds: readonly string[] };
  'store.writable': { writable: boolean };
}
export type ServerEvent = keyof ServerEvents;

type Listener<E extends ServerEvent> = (payload: ServerEvents[E]) => void;

/** Tells listeners what happened. One that throws is logged and does not stop the others. */
export class EventBus {
  #listeners = new Map<ServerEvent, Set<Listener<never>>>();
  #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Returns how to stop listening. */
  on<E extends ServerEvent>(event: E, listener: Listener<E>): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    listeners.add(listener as Listener<never>);
    this.#listeners.set(event, listeners);
    return () => listeners.delete(listener as Listener<never>);
  }

  emit<E extends ServerEvent>(event: E, payload: ServerEvents[E]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])] as Listener<E>[]) {
      try {
        listener(payload);
      } catch (error) {
        this.#log.error({ err: error, event }, 'a listener failed');
      }
    }
  }
}
