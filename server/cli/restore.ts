import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openApp } from '../app.ts';
import type { Config } from '../config/config.ts';
import { SILENT } from '../log/log.ts';
import { unpackBackup } from '../storage/backup.ts';
import { pathsIn } from '../storage/dataFolder.ts';
import { sqliteDocumentStore } from '../sync/persistence/sqliteDocumentStore.ts';

/**
 * Restores a back-up into the data folder. Refuses while a server runs (`DataFolderInUse`). Every document gets a new
 * generation, so that pages which saw what came after the back-up do not merge it back in unasked.
 */
export async function restore(file: string, config: Config): Promise<string> {
  const { documents } = pathsIn(config.dataDir);
  if (existsSync(documents)) await sqliteDocumentStore(documents).close(); // throws while a server holds it
  const aside = await unpackBackup(resolve(file), config.dataDir);
  const app = await openApp(config, SILENT);
  try {
    for (const name of await app.store.names()) await app.documents.rebuild(name);
  } finally {
    await app.close();
  }
  const lines = [`Restored ${file}.`];
  if (aside) lines.push(`What was there before is in ${aside}. Remove it when you are sure.`);
  return lines.join('\n');
}
