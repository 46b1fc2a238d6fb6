import type { Instant } from '../shared/surroundings.ts';
import { instant } from '../shared/surroundings.ts';

/** Wrong passwords that cost nothing: people mistype. */
const FREE_FAILURES = 5;
/** The wait doubles from here and stops at the longest, so that nobody can lock someone else out. */
const FIRST_WAIT_S = 15;
const LONGEST_WAIT_S = 300;

/** From when an account with this many wrong passwords in a row may be tried again. */
export function waitAfterFailures({ failures, lastFailureAt }: { failures: number; lastFailureAt: Instant }): Instant {
  if (failures < FREE_FAILURES) return lastFailureAt;
  const seconds = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(10, failures - FREE_FAILURES));
  return instant(Date.parse(lastFailureAt) + seconds * 1_000);
}
