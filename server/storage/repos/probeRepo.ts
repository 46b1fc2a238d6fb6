import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export class ProbeRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Writes something for real. Throws when the disk is full or the file cannot be written. */
  async write(at: Instant): Promise<void> {
    await this.#db
      .insertInto('probe')
      .values({ id: 'probe', written_at: at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ written_at: at }))
      .execute();
  }
}
