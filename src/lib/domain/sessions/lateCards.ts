/** So many cards that came after a reveal without authors go up together: of fewer, when they came tells whose they are. */
export const LATE_BATCH = 3;
/** Of at least so many writers. */
export const LATE_WRITERS = 2;

/** Whether late cards without authors may go up by themselves. `waiting`: how many each writer has who waits. */
export function mayFollow(waiting: readonly number[]): boolean {
  const writers = waiting.filter((cards) => cards > 0);
  return writers.length >= LATE_WRITERS && writers.reduce((sum, cards) => sum + cards, 0) >= LATE_BATCH;
}
