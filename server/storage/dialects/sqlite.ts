import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** How long a statement waits for another process before it gives up. */
const BUSY_MS = 5_000;

export interface SqliteOptions {
  /** Holds the file for this process alone until it ends, however it ends. */
  exclusive?: boolean;
}

/**
 * Opens a SQLite file so that a commit is on disk when it returns, and what is deleted is overwritten. Throws
 * `SQLITE_BUSY` when another process holds the file.
 */
export function openSqlite(path: string, { exclusive = false }: SqliteOptions = {}): Database.Database {
  makePrivate(path);
  const db = new Database(path, { timeout: exclusive ? 0 : BUSY_MS });
  try {
    if (exclusive) db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('auto_vacuum = INCREMENTAL'); // counts for a new file only; pages that are free can be given back
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    // An exclusive lock is taken at the first write, so write something harmless now.
    if (exclusive) db.exec('BEGIN EXCLUSIVE; COMMIT;');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A file for this user alone; SQLite gives what it puts beside it the same rights. */
function makePrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}

/** Overwrites what was deleted, wherever it still lies, as far as nobody is reading at the moment. */
export async function wipeSqlite<T>(db: Kysely<T>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

/** Writes a consistent copy of a database to a file while others go on using it. */
export async function copySqlite<T>(db: Kysely<T>, path: string): Promise<void> {
  await sql`vacuum into ${path}`.execute(db);
}
