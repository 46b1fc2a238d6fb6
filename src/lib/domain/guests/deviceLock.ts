import type { GuestRight, LockNeeded } from '../access/actor.ts';
import type { Instant } from '../shared/surroundings.ts';
import { addMinutes } from '../shared/surroundings.ts';

/** How long a guest writes after their device's lock was used: a long day with others, and no second one. */
export const LOCK_HOURS = 12;

interface LockAsked {
  /** What the guest's link lets them do. */
  right: GuestRight;
  /** Whether the board's partnership, or the deployment, asks for a second factor. */
  isAsked: boolean;
  /** When the lock was last used in this browser; null when it never was. */
  usedAt: Instant | null;
}

/** What stands between a guest and writing; null when nothing does. Looking needs no lock. */
export function lockNeeded({ right, isAsked, usedAt }: LockAsked, now: Instant): LockNeeded | null {
  if (!isAsked || right === 'look') return null;
  if (usedAt === null) return 'make';
  return now < lockEnds(usedAt) ? null : 'use';
}

/** Until when one use of the lock counts. */
export function lockEnds(usedAt: Instant): Instant {
  return addMinutes(usedAt, LOCK_HOURS * 60);
}

/** When a use of the lock was that counts no more at a moment. */
export function lockUsedBefore(now: Instant): Instant {
  return addMinutes(now, -LOCK_HOURS * 60);
}
