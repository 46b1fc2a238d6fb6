import type { PartnershipSettings } from '../../src/lib/domain/partnerships/partnership.ts';
import type { Log } from '../log/log.ts';

/** Everything that is announced inside the server, with what it carries. Announcements return nothing. */
export interface ServerEvents {
  'membership.changed': { personId: string; partnershipId: string };
  /** Its settings as they are now. */
  'partnership.changed': { partnershipId: string } & PartnershipSettings;
  'signIn.ended': { signInIds: readonly string[] };
  /** What guests may do on a board, or how they are called there, is otherwise now. */
  'guests.changed': { boardId: string; guestIds: readonly string[] };
  'board.changed': { boardId: string; title: string; archived: boolean; scopeChanged: boolean };
  /** Somebody has everyone who has the board open look at a part of it: x, y, width, height in board units. */
  'board.gathered': { boardId: string; by: string; name: string; view: readonly [number, number, number, number] };
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
