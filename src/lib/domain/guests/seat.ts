import type { Instant } from '../shared/surroundings.ts';
import { addMinutes } from '../shared/surroundings.ts';

/** Most people who share one device: a full table. */
export const MAX_SEATS = 12;
/** A turn that nobody ended is over by then: a device that was left lying shows nothing of it. */
export const TURN_MINUTES = 30;

/** One person's turn on a shared device. */
export interface Turn {
  id: string;
  /** The guest whose turn it is. */
  seatId: string;
  began: Instant;
}

/** What a shared device shows between turns: nothing of anybody who had one. */
export interface TableNow {
  /** How many people it may take. */
  most: number;
  /** How many had a turn: their numbers go from 1. */
  taken: number;
  /** Whether the step shows authors, so that a name is of use. */
  asksName: boolean;
}

/** What somebody is told of their own turn. */
export interface SeatNow {
  /** Id of the turn: forms carry it, so that nothing that an earlier one left behind is taken for theirs. */
  turn: string;
  number: number;
  /** They voted in an earlier turn. What they said is not shown, nor changed: anybody can say that they are number 3. */
  hasVoted: boolean;
}

export function isTurnOver({ began }: Pick<Turn, 'began'>, now: Instant): boolean {
  return addMinutes(began, TURN_MINUTES) <= now;
}
