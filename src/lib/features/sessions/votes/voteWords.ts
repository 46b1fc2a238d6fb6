import type { VoteMethod } from '$lib/domain/sessions/rules';
import type { CardResult, Totals } from '$lib/domain/sessions/votes/tally';
import { CONSENTS } from '$lib/domain/sessions/votes/vote';
import type { VoterGroup } from '$lib/domain/sessions/votes/voterGroup';
import { m } from '$lib/messages/messages.js';

const GROUPS: Record<VoterGroup, () => string> = {
  staff: m.votes_side_staff,
  families: m.votes_side_families,
  'school-trust': m.votes_kind_school_trust,
  school: m.votes_kind_school,
  'nhs-trust': m.votes_kind_nhs_trust,
  icb: m.votes_kind_icb,
  council: m.votes_kind_council,
  voluntary: m.votes_kind_voluntary,
  'family-hub': m.votes_kind_family_hub,
  'young-people': m.votes_kind_young_people,
  family: m.votes_kind_family,
  other: m.votes_kind_other,
};

/** People who are told apart, under one or several names. */
export function groupWords(group: readonly VoterGroup[]): string {
  return group.map((one) => GROUPS[one]()).reduce((first, second) => m.votes_group_and({ first, second }));
}

/** What can be said of a card. */
export function choiceWords(method: VoteMethod, value: number): string {
  if (method !== 'consent') return String(value);
  const words = { yes: m.votes_yes, no: m.votes_no, unsure: m.votes_unsure };
  return words[CONSENTS[value - 1] ?? 'unsure']();
}

/** What some people said of a card. */
export function totalsWords({ total, mean, counts }: Totals): string {
  if (counts) return m.votes_counts({ yes: counts.yes, no: counts.no, unsure: counts.unsure });
  return mean === undefined ? m.votes_on({ count: total }) : m.votes_mean({ mean });
}

/** Where a card came; that it shares its place is said. */
export function placeWords({ rank }: CardResult, results: readonly CardResult[]): string {
  const isTied = results.filter((other) => other.rank === rank).length > 1;
  return isTied ? m.votes_place_tied({ rank }) : m.votes_place({ rank });
}

/** How long the bar of a card is beside the others', from 0 to 1. */
export function barOf({ total, mean, counts }: CardResult, results: readonly CardResult[]): number {
  if (mean !== undefined) return mean / 5;
  const said = counts ? counts.yes + counts.no + counts.unsure : Math.max(...results.map((result) => result.total));
  return said > 0 ? total / said : 0;
}
