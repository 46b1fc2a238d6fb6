import type { OrganisationKind } from '../organisations/organisation.ts';
import { ORGANISATION_KINDS } from '../organisations/organisation.ts';
import { toldApart } from './votes/voterGroup.ts';
import type { Instant } from '../shared/surroundings.ts';

/** Somebody who was on a session's board while it went on. */
export interface Attender {
  name: string;
  /** Where a member worked then; null of a guest. */
  organisation: { name: string; kind: OrganisationKind } | null;
  firstSeen: Instant;
}

/** Of what people are counted: a type of organisation, or guests. */
export type AttendedAs = OrganisationKind | 'guest';

/** Who came to a session. */
export interface Attendance {
  /** Everyone who came with a device, each once. */
  people: number;
  withoutDevice: number;
  /**
   * For those who run sessions each type, in the order of every list of types, guests last; none that is empty. For others
   * groups of at least five, several types together where one is smaller; none where they would be everyone.
   */
  counts: readonly { of: readonly AttendedAs[]; count: number }[];
  /** By organisation, guests last; null for those who are told no names. */
  names: readonly { organisation: string | null; names: readonly string[] }[] | null;
}

/** Who came, as counts for everyone who may read the board and with names for those who run its sessions. */
export function attendanceOf(
  attenders: readonly Attender[],
  { withoutDevice, named }: { withoutDevice: number; named: boolean },
): Attendance {
  const types: readonly AttendedAs[] = [...ORGANISATION_KINDS, 'guest'];
  const counts = types.map((as) => ({
    of: [as],
    count: attenders.filter(({ organisation }) => (organisation?.kind ?? 'guest') === as).length,
  }));
  return {
    ...{ people: attenders.length, withoutDevice },
    counts: named ? counts.filter(({ count }) => count > 0) : merged(counts),
    names: named ? namesOf(attenders) : null,
  };
}

/** By F24, as every split. */
function merged(counts: readonly { of: readonly AttendedAs[]; count: number }[]): Attendance['counts'] {
  const sizes = new Map(counts.flatMap(({ of, count }) => of.map((as) => [as, count] as const)));
  const groups = toldApart(sizes).map(({ of, voters: count }) => ({ of, count }));
  return groups.length > 1 ? groups.toReversed() : [];
}

function namesOf(attenders: readonly Attender[]): NonNullable<Attendance['names']> {
  const members = attenders.flatMap(({ organisation }) => organisation?.name ?? []);
  const organisations = [...new Set(members)].sort((a, b) => a.localeCompare(b, 'en-GB'));
  return [...organisations, null]
    .map((organisation) => ({
      organisation,
      names: attenders
        .filter((one) => (one.organisation?.name ?? null) === organisation)
        .map(({ name }) => name)
        .sort((a, b) => a.localeCompare(b, 'en-GB')),
    }))
    .filter(({ names }) => names.length > 0);
}
