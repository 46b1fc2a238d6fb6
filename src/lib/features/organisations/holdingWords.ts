import type { Holding, StaysWhy } from '$lib/domain/partnerships/handOver';
import { m } from '$lib/messages/messages.js';

const HOLDINGS: Record<Holding, (input: { count: number }) => string> = {
  convenership: () => m.people_holding_convenership(),
  sponsorship: () => m.people_holding_sponsorship(),
  deputyship: () => m.people_holding_deputyship(),
  guestLinks: m.people_holding_guestLinks,
  sessions: m.people_holding_sessions,
  actions: m.people_holding_actions,
  invitations: m.people_holding_invitations,
  reviews: m.people_holding_reviews,
};

const WHY: Record<StaysWhy, (input: { name: string }) => string> = {
  otherOrganisation: m.people_stays_otherOrganisation,
  ends: m.people_stays_ends,
  independent: m.people_stays_independent,
  right: m.people_stays_right,
  ownRight: m.people_stays_ownRight,
};

/** What somebody holds, with how much of it. */
export function holdingWords(holding: Holding, count: number): string {
  return HOLDINGS[holding]({ count });
}

/** Why it cannot go to the person of this name. */
export function staysWords(why: StaysWhy, name: string): string {
  return WHY[why]({ name });
}
