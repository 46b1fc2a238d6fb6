import type { PartnershipRole, Term } from '$lib/domain/partnerships/membership';
import { m } from '$lib/messages/messages.js';
import { fullDay } from '$lib/ui/dates';

const WORDS: Record<PartnershipRole, () => string> = { sponsor: m.people_sponsor, deputy: m.people_deputy };

export function partnershipRoleWords(role: PartnershipRole): string {
  return WORDS[role]();
}

/** What stands beside a member's role: "Sponsor", "Independent, until Wed 30 June 2027"; empty for most. */
export function standingWords({
  partnershipRole,
  independent,
  endsOn,
}: Term & { partnershipRole: PartnershipRole | null }): string {
  const is = partnershipRole ? partnershipRoleWords(partnershipRole) : independent ? m.people_independent() : null;
  if (endsOn === null) return is ?? '';
  const date = fullDay(endsOn);
  return is === null ? m.people_until_alone({ date }) : `${is}, ${m.people_until({ date })}`;
}
