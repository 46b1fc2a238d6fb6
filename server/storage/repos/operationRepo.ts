import type { Database } from '../database.ts';
import type { OperationTable } from '../tables/tables.ts';

export class OperationRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async begin(operation: OperationTable): Promise<void> {
    await this.#db.insertInto('operation').values(operation).execute();
  }

  async end(id: string): Promise<void> {
    await this.#db.deleteFrom('operation').where('id', '=', id).execute();
  }

  /** What was begun of these kinds and not ended, the oldest first. */
  unfinished(...kinds: readonly OperationTable['kind'][]): Promise<OperationTable[]> {
    return this.#db
      .selectFrom('operation')
      .select(['id', 'kind', 'payload', 'started_at'])
      .where('kind', 'in', kinds)
      .orderBy('started_at')
      .execute();
  }
}
