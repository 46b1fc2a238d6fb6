import type { Database } from './database.ts';
import type { Repos } from './repos.ts';
import { openRepos } from './repos.ts';

/** Runs the work as one transaction: all of it is kept, or none. Inside a transaction it becomes part of that one. */
export function inTransaction<T>(db: Database, work: (repos: Repos, db: Database) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(openRepos(db), db);
  return db.transaction().execute((transaction) => work(openRepos(transaction), transaction));
}
