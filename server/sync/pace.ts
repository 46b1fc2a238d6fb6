/** Pause for each millisecond of work, so that turns take a thirtieth of the time until the pause is at its longest. */
const PAUSE_PER_WORK = 29;
/** Longest pause: with the commit and the way over the network it stays below what a person notices. */
const LONGEST_PAUSE_MS = 45;

/**
 * How long to gather before the next turn, after one that took so many milliseconds of work. The more a turn costs
 * (many messages, many people to tell), the more messages share the next one; a cheap one is followed at once.
 */
export function pauseAfter(workMs: number): number {
  const pause = workMs * PAUSE_PER_WORK;
  return pause < 1 ? 0 : Math.min(pause, LONGEST_PAUSE_MS);
}
