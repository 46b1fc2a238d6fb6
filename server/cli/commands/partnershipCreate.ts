import type { Command } from '../command.ts';
import { given, needed } from '../command.ts';

export const partnershipCreate: Command = {
  name: 'partnership create',
  usage: 'partnership create --name NAME [--purpose TEXT]',
  about: 'Starts a partnership and prints its short name.',
  options: { name: 'word', purpose: 'word' },
  async run(input, { app }) {
    const purpose = given(input, 'purpose') ?? '';
    return (await app.services.people.createPartnership({ name: needed(input, 'name'), purpose })).slug;
  },
};
