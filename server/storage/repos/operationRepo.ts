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

  unfinished(): Promise<OperationTable[]> {
    return this.#db
      .selectFrom('operation')
      .select(['id', 'kind', 'payload', 'started_at'])
      .orderBy('started_at')
      .execute();
  }
}
