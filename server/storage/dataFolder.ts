import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The data folder cannot be used; the message is one sentence for the operator. */
export class DataFolderError extends Error {}

/** Where each thing a deployment keeps lies in its data folder. */
export function pathsIn(dataDir: string) {
  return {
    records: join(dataDir, 'throughline.db'),
    documents: join(dataDir, 'documents.db'),
    files: join(dataDir, 'files'),
    /** What is still coming in. Nothing in it outlives the server, and no back-up holds it. */
    incoming: join(dataDir, 'incoming'),
    secretsKey: join(dataDir, 'secrets.key'),
    takenOffKey: join(dataDir, 'taken-off.key'),
    control: join(dataDir, 'control.sock'),
  };
}

/** Makes the data folder where there is none. Throws `DataFolderError` when it cannot be written. */
export async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(pathsIn(dataDir).files);
    await access(dataDir, constants.W_OK);
  } catch {
    throw new DataFolderError(
      `The data folder ${dataDir} cannot be written. Give this user the right to, or set DATA_DIR to another.`,
    );
  }
}

/** Like `mkdir -p`, but it ends: Node's own goes round for ever where a file system says "no such folder" to all. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}
