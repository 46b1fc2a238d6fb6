import { publicUrl } from '../../config/config.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../command.ts';

export const setupLink: Command = {
  name: 'setup-link',
  usage: 'setup-link',
  about: 'Prints a new one-time link to the set-up page. Earlier ones stop working.',
  options: {},
  async run(_input, { app }) {
    const token = await app.services.setup.newToken();
    if (!token) throw new CommandError('This Throughline is set up already.');
    return `${publicUrl(app.config)}/setup?token=${token}`;
  },
};
