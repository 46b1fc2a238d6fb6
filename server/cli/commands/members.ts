import { isRole, ROLES } from '../../../src/lib/domain/access/actor.ts';
import type { Command } from '../command.ts';
import { CommandError, needed } from '../command.ts';

export const memberSet: Command = {
  name: 'member set',
  usage: 'member set --email EMAIL --partnership SLUG --role ROLE',
  about: 'Makes someone a member of a partnership, or gives a member another role.',
  options: { email: 'word', partnership: 'word', role: 'word' },
  async run(input, { app }) {
    const role = needed(input, 'role');
    if (!isRole(role)) throw new CommandError(`--role is one of ${ROLES.join(', ')}.`);
    const email = needed(input, 'email');
    await app.services.people.setRole({ slug: needed(input, 'partnership'), email, role });
    return `${email} is a ${role} now.`;
  },
};

export const memberRemove: Command = {
  name: 'member remove',
  usage: 'member remove --email EMAIL --partnership SLUG',
  about: 'Takes someone out of a partnership. They lose access at once; what they wrote stays.',
  options: { email: 'word', partnership: 'word' },
  async run(input, { app }) {
    const email = needed(input, 'email');
    await app.services.people.removeMember({ slug: needed(input, 'partnership'), email });
    return `${email} is no longer a member.`;
  },
};
