import type { Command } from '../command.ts';
import { accountOf } from './operators.ts';

export const personDisable: Command = {
  name: 'person disable',
  usage: 'person disable --email EMAIL',
  about: 'Switches an account off: they are signed out everywhere and cannot sign in. What they wrote stays.',
  options: { email: 'word' },
  async run(input, context) {
    const { email, personId } = await accountOf(input, context);
    await context.app.services.register.disable({ personId, by: null });
    return `${email} cannot sign in now.`;
  },
};

export const personEnable: Command = {
  name: 'person enable',
  usage: 'person enable --email EMAIL',
  about: 'Switches an account on again, with the password it had.',
  options: { email: 'word' },
  async run(input, context) {
    const { email, personId } = await accountOf(input, context);
    await context.app.services.register.enable({ personId, by: null });
    return `${email} can sign in again.`;
  },
};
