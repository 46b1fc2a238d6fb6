import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The data folder cannot be used; the message is one sentence for the operator. */
export class DataFolderError extends Error {}

/** Where each thing a deployment keeps lies in its data folder. */
export function pathsIn(dataDir: string) {
  return {
    records: join(dataDir, 'throughline.db'),
    documents: join(dataDir, 'documents.db'),
    files: join(dataDir, 'files'),
    control: join(dataDir, 'control.sock'),
  };
}

/** Makes the data folder where there is none. Throws `DataFolderError` when it cannot be written. */
export async function prepareFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(pathsIn(dataDir).files, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
  } catch {
    throw new DataFolderError(
      `The data folder ${dataDir} cannot be written. Give this user the right to, or set DATA_DIR to another.`,
    );
  }
}
