import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeBackup } from '../../storage/backup.ts';
import type { Command } from '../command.ts';
import { CommandError } from '../command.ts';

export const backup: Command = {
  name: 'backup',
  usage: 'backup FILE',
  about: 'Writes everything the deployment keeps into one file, while others go on working.',
  options: {},
  async run({ words: [file] }, { app, cwd }) {
    if (!file) throw new CommandError('Say which file to write, such as backup.tar.gz.');
    const path = resolve(cwd, file);
    await mustBeAFolder(dirname(path));
    await app.services.people.note('backup.made');
    await makeBackup({
      db: app.db,
      dataDir: app.config.dataDir,
      copyDocuments: (to) => app.store.backUp(to),
      file: path,
    });
    return `Backed up to ${path}`;
  },
};

async function mustBeAFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) throw new CommandError(`There is no folder ${path} to write the back-up to.`);
}
