import type { Command, CommandInput } from './command.ts';
import { CommandError } from './command.ts';
import { personDisable, personEnable } from './commands/accounts.ts';
import { backup } from './commands/backup.ts';
import { boardCreate } from './commands/boardCreate.ts';
import { documentCompact, documentRebuild } from './commands/documents.ts';
import { organisationList, partnershipList, personList } from './commands/lists.ts';
import { memberRemove, memberSet } from './commands/members.ts';
import { operatorAdd, operatorRemove } from './commands/operators.ts';
import { organisationAdd } from './commands/organisationAdd.ts';
import { partnershipCreate } from './commands/partnershipCreate.ts';
import { personAdd } from './commands/personAdd.ts';
import { personFactors } from './commands/personFactors.ts';
import { personPassword } from './commands/personPassword.ts';
import { sample } from './commands/sample.ts';
import { setupLink } from './commands/setupLink.ts';
import { signInsEnd } from './commands/signInsEnd.ts';

/** Every command that works on the data, in the order `help` lists them. */
export const COMMANDS: readonly Command[] = [
  sample,
  setupLink,
  partnershipCreate,
  partnershipList,
  organisationAdd,
  organisationList,
  personAdd,
  personList,
  personPassword,
  personFactors,
  personDisable,
  personEnable,
  signInsEnd,
  operatorAdd,
  operatorRemove,
  memberSet,
  memberRemove,
  boardCreate,
  documentCompact,
  documentRebuild,
  backup,
];

/** Finds the command and reads its options. Throws `CommandError` when the words make no sense. */
export function readCommand(args: readonly string[]): { command: Command; input: CommandInput } {
  const command = COMMANDS.find(({ name }) => `${args.join(' ')} `.startsWith(`${name} `));
  if (!command) throw new CommandError(`There is no command "${args.slice(0, 2).join(' ')}". Try: npm run cli -- help`);
  return { command, input: readOptions(command, args.slice(command.name.split(' ').length)) };
}

function readOptions({ options: kinds, usage }: Command, args: readonly string[]): CommandInput {
  const words: string[] = [];
  const options: Record<string, string | true> = {};
  for (let index = 0; index < args.length; index++) {
    const [name, inline] = splitOption(args[index] ?? '');
    if (name === null) words.push(args[index] ?? '');
    else if (kinds[name] === 'switch') options[name] = true;
    else if (kinds[name] === 'word') options[name] = inline ?? args[++index] ?? '';
    else throw new CommandError(`There is no option --${name} here. Use: ${usage}`);
  }
  return { words, options };
}

function splitOption(arg: string): [name: string | null, inline: string | undefined] {
  if (!arg.startsWith('--')) return [null, undefined];
  const [name = '', ...rest] = arg.slice(2).split('=');
  return [name, rest.length > 0 ? rest.join('=') : undefined];
}
