import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface Throttle {
  failures: number;
  lastFailureAt: Instant;
}

export class ThrottleRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async read(key: string): Promise<Throttle | null> {
    const row = await this.#db
      .selectFrom('throttle')
      .select(['failures', 'last_failure_at as lastFailureAt'])
      .where('key', '=', key)
      .executeTakeFirst();
    return row ?? null;
  }

  async write(key: string, { failures, lastFailureAt }: Throttle): Promise<void> {
    const row = { failures, last_failure_at: lastFailureAt };
    await this.#db
      .insertInto('throttle')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  }

  async clear(key: string): Promise<void> {
    await this.#db.deleteFrom('throttle').where('key', '=', key).execute();
  }

  /** Forgets what happened before the moment. */
  async clearBefore(moment: Instant): Promise<void> {
    await this.#db.deleteFrom('throttle').where('last_failure_at', '<', moment).execute();
  }
}
