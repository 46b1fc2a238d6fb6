import type { FieldFault } from '../shared/errors.ts';
import type { Instant } from '../shared/surroundings.ts';
import type { Current } from './progress.ts';
import type { LiveSession, Session } from './session.ts';

/** Most people without a device of their own that a facilitator can add: a full hall. */
export const MAX_WITHOUT_DEVICE = 500;
/** Minutes that a facilitator is offered to add where people ask for time. */
export const OFFERED_MINUTES = [2, 5] as const;

/** Who is in the room of a session that goes on, as everyone there is told: counts, and no names. */
export interface SessionRoom {
  session: string;
  /** People who have the board open, each once, however many windows and devices they have. */
  here: number;
  /** People beside them without a device of their own, as a facilitator counted them. */
  withoutDevice: number;
  /** Id of the guest link that the projector shows; null where it shows none. */
  joining: string | null;
}

/** What a facilitator said of the room of a session. */
export type RoomChoices = Pick<SessionRoom, 'withoutDevice' | 'joining'>;

export const EMPTY_ROOM: RoomChoices = { withoutDevice: 0, joining: null };

/** How people join, for a room to read. */
export interface Joining {
  /** What the code to scan says. */
  address: string;
  /** An SVG path of so many units each way. */
  scan: { size: number; path: string };
  /** Six digits that are typed in place of it; null where there are none. */
  digits: string | null;
}

/** What the projector shows: nothing of who anybody is, and nothing that a facilitator alone may see. */
export interface ProjectorPage extends Pick<Session, 'id' | 'title' | 'boardId' | 'startsAt'> {
  boardTitle: string;
  is: 'planned' | 'running' | 'ended';
  /** How it goes on; null unless it runs. */
  live: LiveSession | null;
  room: SessionRoom;
  joining: Joining | null;
  /** Actor id of who opened it. */
  me: string;
  /** The server's clock. */
  now: Instant;
}

/** Everybody who is in the room, with a device or without one. */
export function peopleIn({ here, withoutDevice }: Pick<SessionRoom, 'here' | 'withoutDevice'>): number {
  return here + withoutDevice;
}

export function withoutDeviceFault(count: number): FieldFault | null {
  return Number.isInteger(count) && count >= 0 && count <= MAX_WITHOUT_DEVICE ? null : 'outOfRange';
}

/** Somebody asked for more time: in which step, when that had begun, and what it was allowed then. */
export interface TimeAsked extends Pick<Current, 'step' | 'began' | 'allowed'> {
  actorId: string;
}

/** Whether somebody may ask: once for each time that a step is on. */
export function mayAskForTime(last: TimeAsked | null, current: Current): boolean {
  return last === null || last.step !== current.step || last.began !== current.began;
}

/** How many ask in the step that is on. Once it is left, or made longer, nobody does. */
export function countAsking(asked: readonly TimeAsked[], current: Current): number {
  return asked.filter((one) => !mayAskForTime(one, current) && one.allowed === current.allowed).length;
}
