import type { Actor } from '../access/actor.ts';
import { can } from '../access/can.ts';
import type { BoardSubject } from '../access/rules.ts';
import type { LiveSession } from './session.ts';

/**
 * Whether the step that is on keeps somebody from writing on the board: everyone but who may run the session, unless
 * all write openly.
 */
export function isClosedTo(actor: Actor, board: BoardSubject, session: LiveSession | null): boolean {
  return closesWriting(session) && !can(actor, 'session.run', board);
}

/** Whether not everyone who may edit the board may write on it in the step that is on. */
export function closesWriting(session: LiveSession | null): boolean {
  return session !== null && session.now.rules.writing !== 'open';
}
