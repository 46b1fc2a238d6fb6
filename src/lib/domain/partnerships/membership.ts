import type { Day } from '../shared/day.ts';
import { addToDay, isDay } from '../shared/day.ts';
import type { FieldFault } from '../shared/errors.ts';

/**
 * What somebody is for their organisation in one partnership, beside what they may do there: a sponsor speaks for it, a
 * deputy stands in. An organisation has one sponsor at most, and any number of deputies.
 */
export const PARTNERSHIP_ROLES = ['sponsor', 'deputy'] as const;
export type PartnershipRole = (typeof PARTNERSHIP_ROLES)[number];

/** How long before it ends the person and their conveners are warned. */
export const WARNED_DAYS = 14;

/** How long somebody is a member, and whether they are employed by the organisation that asked them in. */
export interface Term {
  /** The last day of their access, in London; null without one. */
  endsOn: Day | null;
  /** Works for no member organisation, such as an evaluator or an independent chair. Their access always ends. */
  independent: boolean;
}

export const WITHOUT_END: Term = { endsOn: null, independent: false };

export function isPartnershipRole(value: string): value is PartnershipRole {
  return (PARTNERSHIP_ROLES as readonly string[]).includes(value);
}

export function isSponsor({ partnershipRole }: { partnershipRole: PartnershipRole | null }): boolean {
  return partnershipRole === 'sponsor';
}

/** Whether access with this last day is over. The last day itself still counts. */
export function isOver({ endsOn }: Pick<Term, 'endsOn'>, today: Day): boolean {
  return endsOn !== null && endsOn < today;
}

/** Whether it is time to warn that access ends. */
export function endsSoon({ endsOn }: Pick<Term, 'endsOn'>, today: Day): boolean {
  return endsOn !== null && endsOn <= addToDay(today, WARNED_DAYS);
}

/** What is wrong with a last day as it was typed, empty for none; null when nothing is. */
export function lastDayFault(typed: { endsOn: string; independent: boolean }, today: Day): FieldFault | null {
  if (typed.endsOn === '') return typed.independent ? 'missing' : null;
  if (!isDay(typed.endsOn)) return 'day';
  return typed.endsOn < today ? 'dayPast' : null;
}

/** What is wrong with giving somebody a partnership role, or null. */
export function partnershipRoleFault(
  role: PartnershipRole | null,
  { independent, otherSponsor }: { independent: boolean; otherSponsor: boolean },
): FieldFault | null {
  if (role !== null && independent) return 'independent';
  return role === 'sponsor' && otherSponsor ? 'sponsorTaken' : null;
}
