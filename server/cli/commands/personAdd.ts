import { isRole, ROLES } from '../../../src/lib/domain/access/actor.ts';
import { newPassword } from '../../auth/passwords.ts';
import type { Command } from '../command.ts';
import { CommandError, given, needed } from '../command.ts';

export const personAdd: Command = {
  name: 'person add',
  usage: 'person add --name NAME --email EMAIL --organisation NAME --partnership SLUG --role ROLE [--password WORDS]',
  about: `Adds a person to a partnership and prints their password. Roles: ${ROLES.join(', ')}.`,
  options: { name: 'word', email: 'word', organisation: 'word', partnership: 'word', role: 'word', password: 'word' },
  async run(input, { app }) {
    const { people } = app.services;
    const role = needed(input, 'role');
    if (!isRole(role)) throw new CommandError(`--role is one of ${ROLES.join(', ')}.`);
    const slug = needed(input, 'partnership');
    const organisation = await people.organisationNamed(needed(input, 'organisation'));
    if (!organisation) throw new CommandError('There is no such organisation. Add it first: organisation add');
    await people.mustExist(slug);
    const email = needed(input, 'email');
    const password = given(input, 'password') ?? newPassword();
    const name = needed(input, 'name');
    await people.addPerson({ name, email, password, organisationId: organisation.id, operator: false });
    await people.setRole({ slug, email, role });
    return `${name} can sign in with ${email} and the password ${password}`;
  },
};
