import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { App } from '../app.ts';
import { openApp } from '../app.ts';
import type { Config } from '../config/config.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { SILENT } from '../log/log.ts';
import { carryKey, putInPlace, unpackBackup } from '../storage/backup.ts';
import { pathsIn } from '../storage/dataFolder.ts';
import type { SqliteDocumentStore } from '../sync/persistence/sqliteDocumentStore.ts';
import { DataFolderInUse, sqliteDocumentStore } from '../sync/persistence/sqliteDocumentStore.ts';

/**
 * Restores a back-up into the data folder. Refuses while a server runs (`DataFolderInUse`). The back-up is opened and
 * made ready beside the data folder first: one that is damaged or too new changes nothing.
 */
export async function restore(file: string, config: Config): Promise<string> {
  const { folder, damaged } = await prepareBackup(file, config);
  const aside = await putInPlace(folder, config.dataDir);
  const lines = [`Restored ${file}. Everyone signs in again.`];
  for (const name of damaged) lines.push(`${name} is damaged in the back-up and cannot be opened.`);
  if (aside) lines.push(`What was there before is in ${aside}. Remove it when you are sure.`);
  return lines.join('\n');
}

async function prepareBackup(file: string, config: Config): Promise<{ folder: string; damaged: string[] }> {
  const lease = takeLease(pathsIn(config.dataDir).documents);
  try {
    const folder = await unpackBackup(resolve(file), config.dataDir);
    await carryKey(config.dataDir, folder);
    const damaged = await makeReady({ ...config, dataDir: folder }).catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
    return { folder, damaged };
  } finally {
    await lease?.close(); // before the folder moves: SQLite tidies up by path
  }
}

/** Keeps servers away. Data that nobody can read, the reason to restore, is nobody's to hold. */
function takeLease(documents: string): SqliteDocumentStore | null {
  if (!existsSync(documents)) return null;
  try {
    return sqliteDocumentStore(documents);
  } catch (error) {
    if (error instanceof DataFolderInUse) throw error;
    return null;
  }
}

/**
 * Gives every document a new generation, so that pages which saw what came after the back-up do not merge it back in
 * unasked, and ends all sign-ins, since some may have been ended for a reason. Returns the documents that are damaged.
 */
async function makeReady(config: Config): Promise<string[]> {
  const app = await openApp(config, SILENT);
  try {
    const damaged: string[] = [];
    for (const name of await app.store.names()) if (!(await renew(app, name))) damaged.push(name);
    await app.services.accounts.endAll();
    await app.services.people.note('backup.restored');
    return damaged;
  } finally {
    await app.close();
  }
}

async function renew({ documents }: App, name: string): Promise<boolean> {
  try {
    await documents.rebuild(name);
    return true;
  } catch (error) {
    if (isDomainError(error) && error.code === 'document.damaged') return false;
    throw error;
  }
}
