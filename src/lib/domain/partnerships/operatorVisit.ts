import type { FieldFault } from '../shared/errors.ts';
import { oneLine } from '../shared/oneLine.ts';
import type { Instant, Surroundings } from '../shared/surroundings.ts';
import { addMinutes } from '../shared/surroundings.ts';

/** What an operator comes in as: to look at what is wrong, or to put it right. */
export const VISIT_ROLES = ['viewer', 'convener'] as const;
export type VisitRole = (typeof VISIT_ROLES)[number];

/** How long they can stay; they can come again, which is written down again. */
export const VISIT_HOURS = [1, 4, 24] as const;

/** Long enough to say something, in characters. */
export const MIN_REASON = 10;
export const MAX_REASON = 300;

/** An operator is in a partnership for a while. */
export interface Visit {
  id: string;
  partnershipId: string;
  personId: string;
  role: VisitRole;
  reason: string;
  enteredAt: Instant;
  endsAt: Instant;
}

/** A visit as the partnership's members see it. */
export interface VisitSummary extends Pick<Visit, 'id' | 'role' | 'endsAt'> {
  name: string;
  /** For conveners, and for whoever is on it; null for everyone else. */
  reason: string | null;
  organisation: string;
  isMine: boolean;
}

export interface VisitAsked {
  reason: string;
  role: string;
  hours: number;
}

/** What was chosen for a visit, and what is wrong with it by field. */
export function readVisit(asked: VisitAsked): {
  choices: Pick<Visit, 'reason' | 'role'> & { hours: number };
  faults: Record<string, FieldFault | null>;
} {
  const reason = oneLine(asked.reason);
  const role = VISIT_ROLES.find((known) => known === asked.role);
  const hours = VISIT_HOURS.find((known) => known === asked.hours);
  return {
    choices: { reason, role: role ?? 'viewer', hours: hours ?? VISIT_HOURS[0] },
    faults: {
      reason: reasonFault(reason),
      role: role ? null : 'unknownChoice',
      hours: hours ? null : 'unknownChoice',
    },
  };
}

export function newVisit(
  { hours, ...draft }: Pick<Visit, 'partnershipId' | 'personId' | 'role' | 'reason'> & { hours: number },
  { now, newId }: Surroundings,
): Visit {
  const enteredAt = now();
  return { ...draft, id: newId(), enteredAt, endsAt: addMinutes(enteredAt, hours * 60) };
}

function reasonFault(reason: string): FieldFault | null {
  const length = [...reason].length;
  if (length === 0) return 'missing';
  if (length < MIN_REASON) return 'tooShort';
  return length > MAX_REASON ? 'tooLong' : null;
}
