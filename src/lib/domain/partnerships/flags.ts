import type { Role } from '../access/actor.ts';
import type { Day } from '../shared/day.ts';
import type { PartnershipRole, Term } from './membership.ts';
import { endsSoon, isSponsor } from './membership.ts';

/** Something a partnership's home asks its reader to see to. */
export type Flag =
  | { is: 'ownEnd'; endsOn: Day }
  | { is: 'othersEnd'; person: string; name: string; endsOn: Day }
  | { is: 'oneConvener'; name: string }
  | { is: 'noSponsor'; organisation: string }
  | { is: 'noPrivacy' }
  | { is: 'noSafeguarding' };

interface FlaggedMember extends Term {
  id: string;
  name: string;
  role: Role;
  organisationId: string;
  partnershipRole: PartnershipRole | null;
}

export interface Flaggable {
  /** Person id of whoever asks. */
  me: string;
  today: Day;
  isConvener: boolean;
  members: readonly FlaggedMember[];
  /** Those whose people whoever asks sees to. */
  ownOrganisations: readonly { id: string; name: string }[];
  hasPrivacy: boolean;
  hasSafeguarding: boolean;
}

/** What somebody is asked to see to, the nearest first: their own end, then what only conveners can change. */
export function flagsOf(asked: Flaggable): Flag[] {
  const { me, members, today } = asked;
  const endsOn = members.find(({ id }) => id === me)?.endsOn ?? null;
  const own: Flag[] = endsOn !== null && endsSoon({ endsOn }, today) ? [{ is: 'ownEnd', endsOn }] : [];
  return asked.isConvener ? [...own, ...flagsForConveners(asked)] : own;
}

function flagsForConveners({ me, today, members, ownOrganisations, hasPrivacy, hasSafeguarding }: Flaggable): Flag[] {
  const own = new Set(ownOrganisations.map(({ id }) => id));
  const ending = members.flatMap(({ id, name, endsOn, organisationId }): Flag[] =>
    id !== me && own.has(organisationId) && endsOn !== null && endsSoon({ endsOn }, today)
      ? [{ is: 'othersEnd', person: id, name, endsOn }]
      : [],
  );
  const conveners = members.filter(({ role, endsOn }) => role === 'convener' && endsOn === null);
  return [
    ...ending,
    ...(hasSafeguarding ? [] : [{ is: 'noSafeguarding' } as const]),
    ...(hasPrivacy ? [] : [{ is: 'noPrivacy' } as const]),
    ...(conveners.length === 1 ? [{ is: 'oneConvener', name: conveners[0]?.name ?? '' } as const] : []),
    ...unspokenFor(members, ownOrganisations).map(({ name }) => ({ is: 'noSponsor', organisation: name }) as const),
  ];
}

/** Organisations with people of their own, none of whom is sponsor. */
function unspokenFor<O extends { id: string }>(
  members: readonly Pick<FlaggedMember, 'organisationId' | 'partnershipRole' | 'independent'>[],
  organisations: readonly O[],
): O[] {
  return organisations.filter(({ id }) => {
    const employed = members.filter(({ organisationId, independent }) => organisationId === id && !independent);
    return employed.length > 0 && !employed.some(isSponsor);
  });
}
