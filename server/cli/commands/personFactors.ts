import type { Command } from '../command.ts';
import { needed } from '../command.ts';

export const personFactors: Command = {
  name: 'person factors',
  usage: 'person factors --email EMAIL [--reset]',
  about: 'Says what a person proves who they are with beside their password. With --reset takes all of it away.',
  options: { email: 'word', reset: 'switch' },
  async run(input, { app }) {
    const email = needed(input, 'email');
    const { factors } = app.services;
    if (input.options['reset'] === true) {
      await factors.resetOf(email);
      return `${email} signs in with their password alone now. Make sure that it was they who asked.`;
    }
    const { authenticator, recoveryLeft, passkeys } = await factors.of(email);
    if (authenticator === null && passkeys === 0) return `${email} signs in with their password alone.`;
    const since = authenticator === null ? 'no authenticator' : `an authenticator since ${authenticator}`;
    return `${email} has ${since}, ${passkeys} passkeys and ${recoveryLeft} recovery codes.`;
  },
};
