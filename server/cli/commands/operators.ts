import type { CommandContext, CommandInput, Command } from '../command.ts';
import { CommandError, needed } from '../command.ts';

export const operatorAdd: Command = {
  name: 'operator add',
  usage: 'operator add --email EMAIL',
  about: 'Has someone run this Throughline, too: they find its pages in the menu under their name.',
  options: { email: 'word' },
  async run(input, context) {
    const { email, personId } = await accountOf(input, context);
    await context.app.services.register.addOperator({ personId, by: null });
    return `${email} is an operator now.`;
  },
};

export const operatorRemove: Command = {
  name: 'operator remove',
  usage: 'operator remove --email EMAIL',
  about: 'Takes that from someone. The last operator stays one.',
  options: { email: 'word' },
  async run(input, context) {
    const { email, personId } = await accountOf(input, context);
    await context.app.services.register.removeOperator({ personId, by: null });
    return `${email} is not an operator now.`;
  },
};

/** Whose account an email is, among those there are. */
export async function accountOf(
  input: CommandInput,
  { app }: CommandContext,
): Promise<{ email: string; personId: string }> {
  const email = needed(input, 'email');
  const person = await app.services.people.personWith(email);
  if (!person) throw new CommandError(`Nobody has the email ${email} here.`);
  return { email, personId: person.id };
}
