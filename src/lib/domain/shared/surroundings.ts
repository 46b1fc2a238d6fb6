/** A moment as ISO 8601 in UTC with milliseconds, so that text order is time order in every database. */
export type Instant = string;

/** What a rule may not reach for itself: time, identity and chance are handed in. */
export interface Surroundings {
  now: () => Instant;
  /** A 21-character nanoid, never reused. */
  newId: () => string;
}

export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

export function addMinutes(from: Instant, minutes: number): Instant {
  return instant(Date.parse(from) + minutes * 60_000);
}

export function addDays(from: Instant, days: number): Instant {
  return addMinutes(from, days * 1_440);
}
