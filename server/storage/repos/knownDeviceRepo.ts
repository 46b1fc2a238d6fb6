import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface KnownDeviceRecord {
  /** Hash of the secret. */
  id: string;
  personId: string;
  lastUsedAt: Instant;
}

/** Browsers that signed in before. One browser may be known to several people, who share it at home. */
export class KnownDeviceRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Whom a browser is known to, of those it was used by since the moment. */
  async peopleOf(id: string, since: Instant): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('known_device')
      .select('person_id as personId')
      .where('id', '=', id)
      .where('last_used_at', '>', since)
      .execute();
    return rows.map(({ personId }) => personId);
  }

  /** Adds one, or notes that it was used; of a person's only the `most` used last are kept. */
  async keep({ id, personId, lastUsedAt }: KnownDeviceRecord, most: number): Promise<void> {
    await this.#db
      .insertInto('known_device')
      .values({ id, person_id: personId, last_used_at: lastUsedAt })
      .onConflict((conflict) => conflict.columns(['id', 'person_id']).doUpdateSet({ last_used_at: lastUsedAt }))
      .execute();
    const newest = this.#db
      .selectFrom('known_device')
      .select('id')
      .where('person_id', '=', personId)
      .orderBy('last_used_at', 'desc')
      .orderBy('id')
      .limit(most);
    await this.#db.deleteFrom('known_device').where('person_id', '=', personId).where('id', 'not in', newest).execute();
  }

  async removeOfPerson(personId: string): Promise<void> {
    await this.#db.deleteFrom('known_device').where('person_id', '=', personId).execute();
  }

  async removeAll(): Promise<void> {
    await this.#db.deleteFrom('known_device').execute();
  }

  /** Forgets those not used since the moment. */
  async clearBefore(moment: Instant): Promise<void> {
    await this.#db.deleteFrom('known_device').where('last_used_at', '<=', moment).execute();
  }
}
