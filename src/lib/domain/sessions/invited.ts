import type { Instant } from '../shared/surroundings.ts';
import type { Session } from './session.ts';

/** Who is to be invited: everyone, all of some organisations, and people one by one. */
export interface Picked {
  everyone: boolean;
  organisations: readonly string[];
  people: readonly string[];
}

/** What somebody who was invited was told last: which revision, and when it is to begin, if it has a day. */
export interface Told {
  revision: number;
  startsAt: Instant | null;
}

/** Somebody who was invited, as members see it. */
export interface Invited {
  id: string;
  name: string;
  organisation: string;
  at: Instant;
}

/** Those who are picked. Whoever is not among those who can be invited is not, whatever was asked. */
export function pick<T extends { id: string; organisationId: string }>(
  from: readonly T[],
  { everyone, organisations, people }: Picked,
): T[] {
  return from.filter(
    ({ id, organisationId }) => everyone || organisations.includes(organisationId) || people.includes(id),
  );
}

/** What there is to tell somebody who was invited; null when they know. */
export function newsFor(
  told: Told,
  { revision, startsAt }: Pick<Session, 'revision' | 'startsAt'>,
): 'changed' | 'undated' | null {
  if (told.revision >= revision) return null;
  if (startsAt !== null) return 'changed';
  return told.startsAt === null ? null : 'undated';
}
