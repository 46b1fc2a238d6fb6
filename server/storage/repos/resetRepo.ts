import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface ResetRecord {
  /** Hash of the secret in the link. */
  id: string;
  addressHash: string;
  /** Null when nobody has the address. */
  personId: string | null;
  madeAt: Instant;
  expiresAt: Instant;
}

/** Links to choose a new password. Those for addresses that nobody has are kept in the same way, and open nothing. */
export class ResetRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add({ id, addressHash, personId, madeAt, expiresAt }: ResetRecord): Promise<void> {
    const row = { id, address_hash: addressHash, person_id: personId, made_at: madeAt, expires_at: expiresAt };
    await this.#db.insertInto('password_reset').values(row).execute();
  }

  /** How many were asked for with an address since the moment. */
  async askedSince(addressHash: string, since: Instant): Promise<number> {
    const { count } = await this.#db
      .selectFrom('password_reset')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('address_hash', '=', addressHash)
      .where('made_at', '>', since)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Whose password a link sets; null when it sets nobody's, or not any more. */
  async personOf(id: string, now: Instant): Promise<string | null> {
    const row = await this.#db
      .selectFrom('password_reset')
      .select('person_id as personId')
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row?.personId ?? null;
  }

  /** A person's links open nothing from now on. They still count as asked for. */
  async close(personId: string): Promise<void> {
    await this.#db.updateTable('password_reset').set({ person_id: null }).where('person_id', '=', personId).execute();
  }

  /** Forgets those asked for before the moment. */
  async clearBefore(moment: Instant): Promise<void> {
    await this.#db.deleteFrom('password_reset').where('made_at', '<=', moment).execute();
  }
}
