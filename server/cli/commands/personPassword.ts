import { newSecret } from '../../auth/secrets.ts';
import type { Command } from '../command.ts';
import { given, needed } from '../command.ts';

/** Length of a password made here: 96 bits, and still short enough to read out. */
const MADE_LENGTH = 16;

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

/** A password nobody can guess. */
export function newPassword(): string {
  return newSecret().slice(0, MADE_LENGTH);
}
