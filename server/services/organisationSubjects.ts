import type { OrganisationSubject } from '../../src/lib/domain/access/rules.ts';
import type { Organisation } from '../../src/lib/domain/organisations/organisation.ts';
import type { Repos } from '../storage/repos.ts';

/** The organisations of a partnership with what rights on each are judged on, in order of joining. */
export async function organisationsFor(
  repos: Repos,
  partnershipId: string,
): Promise<{ organisation: Organisation; subject: OrganisationSubject }[]> {
  const members = await repos.memberships.members(partnershipId);
  const withConvener = new Set(members.filter(({ role }) => role === 'convener').map((one) => one.organisationId));
  const removals = await repos.removals.of(partnershipId);
  const asked = new Map(removals.map((removal) => [removal.organisationId, removal.askingOrganisationId]));
  return (await repos.organisations.inPartnership(partnershipId)).map((organisation) => ({
    organisation,
    subject: {
      partnershipId,
      organisationId: organisation.id,
      hasConvener: withConvener.has(organisation.id),
      askedBy: asked.get(organisation.id) ?? null,
    },
  }));
}
