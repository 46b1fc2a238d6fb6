import type { RoundState } from './privateRound.ts';
import { isOpenToWriters } from './privateRound.ts';
import type { LiveSession } from './session.ts';

/** Where words go: on the board, into their writer's private cards of a round, or nowhere. */
export type Where =
  { is: 'board' } | { is: 'sheet'; round: string } | { is: 'nowhere'; why: 'session.closed' | 'session.notPrivate' };

/** The round that takes what somebody writes now, from whom the board is closed; null while none does. */
export function takingRound(session: LiveSession | null, { closed }: { closed: boolean }): string | null {
  const secret = session?.secret;
  const isPrivate = closed && session?.now.rules.writing === 'private';
  return isPrivate && secret?.state === 'writing' ? secret.round : null;
}

/**
 * Where a card goes. `promised`: the round under which its writer was told that nobody else sees it. Such words never go
 * on the board by themselves: they join what its writer has not shown yet, or come back.
 */
export function whereWritten(
  session: LiveSession | null,
  { closed, promised }: { closed: boolean; promised: string | null },
): Where {
  if (promised !== null) {
    const secret = session?.secret;
    const isTaken = secret?.round === promised && takesLate(secret.state);
    return isTaken ? { is: 'sheet', round: promised } : { is: 'nowhere', why: 'session.notPrivate' };
  }
  const round = takingRound(session, { closed });
  if (round !== null) return { is: 'sheet', round };
  return closed ? { is: 'nowhere', why: 'session.closed' } : { is: 'board' };
}

/** Whoever sends in the moment of the reveal is not cut off either. */
function takesLate(state: RoundState): boolean {
  return state === 'revealing' || isOpenToWriters(state);
}
