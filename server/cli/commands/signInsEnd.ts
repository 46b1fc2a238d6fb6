import type { Command } from '../command.ts';
import { needed } from '../command.ts';

export const signInsEnd: Command = {
  name: 'sign-ins end',
  usage: 'sign-ins end --email EMAIL',
  about: 'Signs a person out everywhere. Boards they have open close at once.',
  options: { email: 'word' },
  async run(input, { app }) {
    const email = needed(input, 'email');
    const count = await app.services.accounts.endAllOf(email);
    return `Ended ${count} ${count === 1 ? 'sign-in' : 'sign-ins'} of ${email}.`;
  },
};
