import type { FieldFaults } from '../../shared/errors.ts';
import { oneLine } from '../../shared/oneLine.ts';
import { wordsFault } from '../wordsFault.ts';
import type { AssignPage, Outcome, OutcomeState } from './outcome.ts';
import { MAX_REASON, OUTCOME_STATES } from './outcome.ts';

/** What an earlier session left to do, as the next one is asked about it. */
export interface Carried extends Pick<Outcome, 'id' | 'kind' | 'words' | 'owner' | 'due' | 'reason' | 'state'> {
  /** Whether this session has looked at it. */
  looked: boolean;
  /** The session it comes from. */
  from: string;
}

/**
 * What of a board's outcomes a session begins with: open actions and parked items of the sessions before it, the oldest
 * first. What this session has settled stays in its list, so that everybody sees what became of it.
 */
export function carriedInto(
  session: string,
  outcomes: readonly Outcome[],
  titles: ReadonlyMap<string, string>,
): Carried[] {
  return outcomes
    .filter(({ kind, sessionId }) => kind !== 'decision' && sessionId !== session && titles.has(sessionId))
    .filter(({ state, lookedAtIn }) => state === 'open' || lookedAtIn === session)
    .sort((a, b) => (a.madeAt === b.madeAt ? (a.id < b.id ? -1 : 1) : a.madeAt < b.madeAt ? -1 : 1))
    .map(({ id, kind, words, owner, due, reason, state, lookedAtIn, sessionId }) => ({
      ...{ id, kind, words, owner, due, reason, state },
      looked: lookedAtIn === session,
      from: titles.get(sessionId) ?? '',
    }));
}

/** What a session says became of it. Dropping needs a reason, so that nothing is lost by silence. */
export function readSettling(asked: { state: string; reason: string }): {
  settling: Pick<Outcome, 'state' | 'stateReason'>;
  faults: FieldFaults;
} {
  const state: OutcomeState | undefined = OUTCOME_STATES.find((known) => known === asked.state);
  const reason = oneLine(asked.reason);
  const why = state === 'dropped' ? wordsFault(reason, { most: MAX_REASON, needed: true }) : null;
  return {
    settling: { state: state ?? 'open', stateReason: state === 'dropped' ? reason : '' },
    faults: { ...(state ? {} : { state: 'unknownChoice' }), ...(why ? { reason: why } : {}) },
  };
}

/** What a session's step needs beside what everyone on the board is told. */
export interface SessionOutcomes {
  carried: readonly Carried[];
  mayRun: boolean;
  /** For those who run it, while it runs. */
  assigning: AssignPage | null;
}
