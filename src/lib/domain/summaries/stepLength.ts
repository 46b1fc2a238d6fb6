const DAY_MINUTES = 1_440;

/** Whether a step took so many minutes that nobody counts them: one of a session over days. */
export function isDays(minutes: number): boolean {
  return minutes >= DAY_MINUTES;
}

/** So many days, to the nearest. */
export function daysIn(minutes: number): number {
  return Math.round(minutes / DAY_MINUTES);
}
