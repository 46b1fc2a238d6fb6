import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { create, extract } from 'tar';
import { DataFolderError, pathsIn } from './dataFolder.ts';
import type { Database } from './database.ts';
import { copySqlite } from './dialects/sqlite.ts';

export interface BackupRequest {
  db: Database;
  dataDir: string;
  /** Writes a consistent copy of the documents' database. */
  copyDocuments: (path: string) => Promise<void>;
  /** Where the back-up goes. */
  file: string;
}

/**
 * What a back-up holds; anything else in an archive is refused. The key to what was taken off boards is not in it: whoever
 * finds a back-up cannot read that.
 */
const PARTS = ['throughline.db', 'documents.db', 'files'];
/** In it where there is one: without it, links in mails that wait could not be read again. */
const SECRETS = 'secrets.key';

/**
 * Writes a consistent back-up while everyone goes on working. Documents are copied last: a record may then have a
 * newer document than the copy of it, but never a record without its document. The file appears whole or not at all.
 */
export async function makeBackup({ db, dataDir, copyDocuments, file }: BackupRequest): Promise<void> {
  const folder = await mkdtemp(join(dirname(file), '.throughline-backup-'));
  try {
    await copySqlite(db, join(folder, 'throughline.db'));
    await cp(pathsIn(dataDir).files, join(folder, 'files'), { recursive: true });
    await copyDocuments(join(folder, 'documents.db'));
    const hasSecrets = await copyIfThere(pathsIn(dataDir).secretsKey, join(folder, SECRETS));
    const parts = hasSecrets ? [...PARTS, SECRETS] : PARTS;
    const whole = join(folder, basename(file));
    await create({ gzip: true, cwd: folder, file: whole, portable: true, mode: 0o600 }, parts);
    await rename(whole, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Unpacks a back-up into a folder of its own beside the data folder, and returns its path. Throws `DataFolderError` for
 * a file that is no back-up.
 */
export async function unpackBackup(file: string, dataDir: string): Promise<string> {
  const folder = await makeBeside(dataDir);
  try {
    await extract({ file, cwd: folder, strict: true, filter: isPart });
    const found = await readdir(folder);
    if (PARTS.some((part) => !found.includes(part))) throw new Error('parts are missing');
    return folder;
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new DataFolderError(`${file} is not a back-up of Throughline, or it is damaged. Nothing was changed.`, {
      cause,
    });
  }
}

/** Gives an unpacked back-up the key of the data folder it is to replace, where there is one. */
export async function carryKey(dataDir: string, folder: string): Promise<void> {
  const [from, to] = [pathsIn(dataDir).takenOffKey, pathsIn(folder).takenOffKey];
  await copyIfThere(from, to);
}

/**
 * Puts a folder in the place of the data folder, which nobody may be using. What was there is moved aside and its path
 * returned; null when there was nothing.
 */
export async function putInPlace(folder: string, dataDir: string): Promise<string | null> {
  const aside = await moveAside(dataDir);
  await rename(folder, dataDir);
  return aside;
}

async function makeBeside(dataDir: string): Promise<string> {
  try {
    await mkdir(dirname(dataDir), { recursive: true });
    return await mkdtemp(`${dataDir}-restoring-`);
  } catch (cause) {
    throw new DataFolderError(`The folder ${dirname(dataDir)} cannot be written. Give this user the right to.`, {
      cause,
    });
  }
}

/** False when there is no such file. */
async function copyIfThere(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
}

function isPart(path: string): boolean {
  return [...PARTS, SECRETS].includes(path.split('/')[0] ?? '') && !path.split('/').includes('..');
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
