import type { Database } from './database.ts';
import type { Repos } from './repos.ts';
import { openRepos } from './repos.ts';

/** Runs the work as one transaction: all of it is kept, or none. */
export function inTransaction<T>(db: Database, work: (repos: Repos) => Promise<T>): Promise<T> {
  return db.transaction().execute((transaction) => work(openRepos(transaction)));
}
