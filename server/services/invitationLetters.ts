import type { Invitation } from '../../src/lib/domain/invitations/invitation.ts';
import type { Written } from '../mail/letters.ts';
import { writeLetter } from '../mail/letters.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
});

/** The mail that carries an invitation's link. */
export async function writeInvitation(
  repos: Repos,
  { kind, message, madeBy, organisationId, expiresAt }: Invitation,
  { link, partnership }: { link: string; partnership: Partnership },
): Promise<Written> {
  const by = await repos.people.byId(madeBy);
  const common = {
    ...{ inviter: by?.name ?? '', inviterOrganisation: by?.organisation ?? '' },
    ...{ partnership: partnership.name, message, link, expires: DAY.format(new Date(expiresAt)) },
  };
  if (kind === 'organisation') return writeLetter('organisationInvitation', common);
  const organisation = organisationId && (await repos.organisations.byId(organisationId));
  return writeLetter('invitation', { ...common, organisation: organisation ? organisation.name : '' });
}
