import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import { create, extract } from 'tar';
import { DataFolderError, pathsIn } from './dataFolder.ts';
import type { Database } from './database.ts';

export interface BackupRequest {
  db: Database;
  dataDir: string;
  /** Writes a consistent copy of the documents' database. */
  copyDocuments: (path: string) => Promise<void>;
  /** Where the back-up goes. */
  file: string;
}

/** What a back-up holds; anything else in an archive is refused. */
const PARTS = ['throughline.db', 'documents.db', 'files'];

/**
 * Writes a consistent back-up while everyone goes on working. Documents are copied last: a record may then have a
 * newer document than the copy of it, but never a record without its document. The file appears whole or not at all.
 */
export async function makeBackup({ db, dataDir, copyDocuments, file }: BackupRequest): Promise<void> {
  const folder = await mkdtemp(join(dirname(file), '.throughline-backup-'));
  try {
    await sql`vacuum into ${join(folder, 'throughline.db')}`.execute(db);
    await cp(pathsIn(dataDir).files, join(folder, 'files'), { recursive: true });
    await copyDocuments(join(folder, 'documents.db'));
    const whole = join(folder, basename(file));
    await create({ gzip: true, cwd: folder, file: whole, portable: true }, PARTS);
    await rename(whole, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts a back-up in the place of the data folder. No server may use it. What was there is moved aside, and its path
 * returned; null when there was nothing. Throws `DataFolderError` for a file that is no back-up, and leaves all as it was.
 */
export async function unpackBackup(file: string, dataDir: string): Promise<string | null> {
  await mkdir(dirname(dataDir), { recursive: true });
  const folder = await mkdtemp(`${dataDir}-restoring-`);
  try {
    await extract({ file, cwd: folder, strict: true, filter: isPart });
    const found = await readdir(folder);
    if (PARTS.some((part) => !found.includes(part))) throw new Error('parts are missing');
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new DataFolderError(`${file} is not a back-up of Throughline, or it is damaged. Nothing was changed.`, {
      cause,
    });
  }
  const aside = await moveAside(dataDir);
  await rename(folder, dataDir);
  return aside;
}

function isPart(path: string): boolean {
  return PARTS.includes(path.split('/')[0] ?? '') && !path.split('/').includes('..');
}

async function moveAside(dataDir: string): Promise<string | null> {
  const there = await readdir(dataDir).catch(() => []);
  if (there.length === 0) {
    await rm(dataDir, { recursive: true, force: true });
    return null;
  }
  const aside = `${dataDir}-before-restore-${randomUUID().slice(0, 8)}`;
  await rename(dataDir, aside);
  return aside;
}
