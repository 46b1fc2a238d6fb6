import type { Role } from '../access/actor.ts';
import type { PartnershipRole, Term } from './membership.ts';

/**
 * What a person holds in a partnership, as a responsibility and not as an author, in the order of every list. What the
 * product comes to know beside these gets a line here; the compiler then asks for its place in `server/services/holdings`.
 */
export const HOLDINGS = [
  'convenership',
  'sponsorship',
  'deputyship',
  'guestLinks',
  'sessions',
  'actions',
  'invitations',
  'reviews',
] as const;
export type Holding = (typeof HOLDINGS)[number];

/** What whoever handed the convenership over may do from then on: everything but what they handed over. */
export const AFTER_CONVENING: Role = 'facilitator';

/**
 * Why something stays: the other person works elsewhere, their access ends, they are independent, they have no right to
 * it, or whoever hands over has none.
 */
export type StaysWhy = 'otherOrganisation' | 'ends' | 'independent' | 'right' | 'ownRight';

export interface HandOverPlan {
  moves: readonly { holding: Holding; count: number }[];
  stays: readonly { holding: Holding; count: number; why: StaysWhy }[];
}

/** One of the two, as far as it matters here. */
export interface Party extends Term {
  role: Role;
  partnershipRole: PartnershipRole | null;
  organisationId: string;
}

/** What the page for it shows. */
export interface HandOverPage {
  from: { id: string; name: string };
  /** Everyone else in the partnership who can sign in. */
  people: readonly { id: string; name: string; organisation: string }[];
  /** Null until somebody is chosen. */
  preview: (HandOverPlan & { to: { id: string; name: string } }) | null;
}

/** Whether a person holds the convenership, sponsorship or deputyship. */
export function holds(holding: 'convenership' | 'sponsorship' | 'deputyship', party: Party): boolean {
  if (holding === 'convenership') return party.role === 'convener';
  return party.partnershipRole === (holding === 'sponsorship' ? 'sponsor' : 'deputy');
}

/**
 * Why the convenership stays, or null when it moves. `mayRaise`: whoever hands over may give roles to the people of the
 * other one's organisation; for somebody who is a convener already nobody has to.
 */
export function convenershipStays(to: Party, { mayRaise }: { mayRaise: boolean }): StaysWhy | null {
  if (to.endsOn !== null) return 'ends';
  return to.role === 'convener' || mayRaise ? null : 'ownRight';
}

/** Why a sponsorship or deputyship stays, or null when it moves: both are for one organisation. */
export function partnershipRoleStays(from: Party, to: Party): StaysWhy | null {
  if (to.organisationId !== from.organisationId) return 'otherOrganisation';
  return to.independent ? 'independent' : null;
}
