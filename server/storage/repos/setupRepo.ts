import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export class SetupRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Makes this the only good link. */
  async replaceToken(tokenHash: string, at: Instant): Promise<void> {
    await this.clear();
    await this.#db.insertInto('setup_token').values({ token_hash: tokenHash, made_at: at }).execute();
  }

  async hasToken(tokenHash: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('setup_token')
      .select('token_hash')
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    return row !== undefined;
  }

  async clear(): Promise<void> {
    await this.#db.deleteFrom('setup_token').execute();
  }
}
