import { newPassword } from '../../auth/passwords.ts';
import type { Command } from '../command.ts';
import { given, needed } from '../command.ts';

export const personPassword: Command = {
  name: 'person password',
  usage: 'person password --email EMAIL [--password WORDS]',
  about: 'Gives a person a new password, prints it, and signs them out everywhere.',
  options: { email: 'word', password: 'word' },
  async run(input, { app }) {
    const email = needed(input, 'email');
    const password = given(input, 'password') ?? newPassword();
    await app.services.accounts.setPassword(email, password);
    return `${email} can sign in with the password ${password}`;
  },
};
