import type { Command, CommandInput } from '../command.ts';
import { CommandError } from '../command.ts';

export const documentCompact: Command = {
  name: 'document compact',
  usage: 'document compact NAME        (such as board/ID)',
  about: 'Folds a document’s log into a snapshot and overwrites what was deleted.',
  options: {},
  async run(input, { app }) {
    const name = documentName(input);
    await app.documents.compact(name);
    return `${name} is compacted.`;
  },
};

export const documentRebuild: Command = {
  name: 'document rebuild',
  usage: 'document rebuild NAME',
  about: 'Copies a document without its history. Pages that have it open start afresh.',
  options: {},
  async run(input, { app }) {
    const name = documentName(input);
    return `${name} has generation ${await app.documents.rebuild(name)} now.`;
  },
};

function documentName({ words }: CommandInput): string {
  const [name] = words;
  if (!name) throw new CommandError('Say which document, such as board/ID.');
  return name;
}
