import type { LiveSession } from './session.ts';

/** Who takes a turn on a shared device is asked for a name only where cards show one. */
export function asksName(session: Pick<LiveSession, 'now'> | null): boolean {
  if (!session) return true;
  const { writing, authors } = session.now.rules;
  return writing === 'open' || (writing === 'private' && authors === 'shown');
}
