import type { GuestKind } from '../../guests/guest.ts';
import type { OrganisationKind } from '../../organisations/organisation.ts';
import { ORGANISATION_KINDS } from '../../organisations/organisation.ts';

/** Fewest people whose votes are told apart from others': of fewer, everyone in the room would know who they are. */
export const LEAST_TOLD_APART = 5;

/** Where somebody who votes comes from. Parents and carers come as guests, from no organisation. */
export const VOTER_KINDS = [...ORGANISATION_KINDS, 'family'] as const;
export type VoterKind = (typeof VOTER_KINDS)[number];

/** What totals are told apart by. */
export type VoterGroup = VoterKind | 'staff' | 'families';

/** People who are told apart from others, under one or several names. */
export interface ToldApart<Group extends string = VoterGroup> {
  of: readonly Group[];
  voters: number;
}

export function voterKindOf(organisationKind: OrganisationKind, guest: GuestKind | null): VoterKind {
  return guest === 'family' ? 'family' : organisationKind;
}

/** Parents, carers and young people are families; everyone else is there for their work. */
export function sideOf(kind: VoterKind): 'staff' | 'families' {
  return kind === 'family' || kind === 'young-people' ? 'families' : 'staff';
}

/**
 * The groups that are told apart: each of at least five, for the smallest is joined with the next smallest until it is.
 * Nobody is left out, so that no group is found by taking the others from the whole. One that remains is everyone.
 */
export function toldApart<Group extends string>(sizes: ReadonlyMap<Group, number>): readonly ToldApart<Group>[] {
  const groups = [...sizes].flatMap(([group, voters]) => (voters > 0 ? [{ of: [group], voters }] : []));
  const left: ToldApart<Group>[] = groups.sort(bySize);
  for (let [first, second] = left; first && second && first.voters < LEAST_TOLD_APART; [first, second] = left) {
    left.splice(0, 2, { of: [...first.of, ...second.of], voters: first.voters + second.voters });
    left.sort(bySize);
  }
  return left;
}

/** Smallest first; of the same size in an order that is always the same. */
function bySize(a: ToldApart<string>, b: ToldApart<string>): number {
  return a.voters - b.voters || (String(a.of) < String(b.of) ? -1 : 1);
}
