import { isOrganisationKind, ORGANISATION_KINDS } from '../../../src/lib/domain/organisations/organisation.ts';
import type { Command } from '../command.ts';
import { CommandError, given, needed } from '../command.ts';

export const organisationAdd: Command = {
  name: 'organisation add',
  usage: 'organisation add --name NAME --kind KIND [--footprint CODE,CODE] [--partnership SLUG]',
  about: `Adds an organisation, perhaps to a partnership. Kinds: ${ORGANISATION_KINDS.join(', ')}.`,
  options: { name: 'word', kind: 'word', footprint: 'word', partnership: 'word' },
  async run(input, { app }) {
    const kind = needed(input, 'kind');
    if (!isOrganisationKind(kind)) throw new CommandError(`--kind is one of ${ORGANISATION_KINDS.join(', ')}.`);
    const footprint = given(input, 'footprint')?.split(',') ?? [];
    const { id, name } = await app.services.people.addOrganisation({ name: needed(input, 'name'), kind, footprint });
    const slug = given(input, 'partnership');
    if (slug) await app.services.people.joinOrganisation(slug, id);
    return `${name} is there${slug ? `, in ${slug}` : ''}.`;
  },
};
