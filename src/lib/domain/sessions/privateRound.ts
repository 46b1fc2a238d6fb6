import type { Instant } from '../shared/surroundings.ts';
import type { Authors } from './rules.ts';

/**
 * `writing`: nobody but its writer sees a card. `revealing`: the server is copying them to the board. `revealed`: they
 * are there. `takenBack`: a facilitator took them off it again, until they are revealed once more.
 */
export type RoundState = 'writing' | 'revealing' | 'revealed' | 'takenBack';

/** One round of private writing. What was said of it when it began holds until its end, whatever the step says later. */
export interface PrivateRound {
  id: string;
  sessionId: string;
  boardId: string;
  stepId: string;
  authors: Authors;
  /** Whether a facilitator may read cards before the reveal, without their authors. */
  checked: boolean;
  /** Whether it is shown who is still writing. */
  writersShown: boolean;
  state: RoundState;
  began: Instant;
  /** Ids on the board of the cards that were revealed, in the order of the board. Nothing here says whose they are. */
  cards: readonly string[];
  counted: PrivateCount;
}

export const NOTHING_COUNTED: PrivateCount = { cards: 0, writers: [] };

/** All that anyone is told of cards that are not revealed: how many, and who is writing now, where that is shown. */
export interface PrivateCount {
  cards: number;
  /** Names. */
  writers: readonly string[];
}

/** A round as everyone on its board is told of it. */
export type PrivateNow = Pick<PrivateRound, 'authors' | 'checked' | 'writersShown' | 'state'> & {
  round: string;
  step: string;
  counted: PrivateCount;
};

export function privateNow({ id, stepId, authors, checked, writersShown, state, counted }: PrivateRound): PrivateNow {
  return { round: id, step: stepId, authors, checked, writersShown, state, counted };
}

/** What facilitators do with a round; `copied` is the server's own. */
export type RoundCommand = 'reveal' | 'copied' | 'takeBack';

const NEXT: Record<RoundCommand, Partial<Record<RoundState, RoundState>>> = {
  reveal: { writing: 'revealing', takenBack: 'revealing' },
  copied: { revealing: 'revealed' },
  takeBack: { revealed: 'takenBack' },
};

/** The state after a command; null when it changes nothing, since it came late or twice. */
export function roundAfter(state: RoundState, command: RoundCommand): RoundState | null {
  return NEXT[command][state] ?? null;
}

/** Whether somebody may still open their own private cards: until the reveal, and after it for what comes late. */
export function isOpenToWriters(state: RoundState): boolean {
  return state === 'writing' || state === 'revealed';
}

/** A private card as whoever checks it sees it: nothing of it says whose it is. */
export interface CheckedCard {
  id: string;
  text: string;
  /** Id of the zone it is for; null for none. */
  zone: string | null;
  held: boolean;
}

/** Somebody who has cards that are not revealed yet. */
export interface WaitingWriter {
  id: string;
  name: string;
}
