import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageUsed } from '../../src/lib/domain/instance/instance.ts';
import { pathsIn } from './dataFolder.ts';

/** How much a deployment keeps, in bytes: both databases with what is being written to them, and boards' files. */
export async function storageUsed(dataDir: string): Promise<StorageUsed> {
  const paths = pathsIn(dataDir);
  return {
    records: await databaseBytes(paths.records),
    documents: await databaseBytes(paths.documents),
    files: await folderBytes(paths.files),
  };
}

async function databaseBytes(path: string): Promise<number> {
  const parts = [path, `${path}-wal`, `${path}-shm`];
  return (await Promise.all(parts.map(bytesOf))).reduce((sum, bytes) => sum + bytes, 0);
}

async function folderBytes(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) sum += await bytesOf(join(entry.parentPath, entry.name));
  }
  return sum;
}

/** What went while we were counting counts for nothing. */
async function bytesOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? 0;
}
