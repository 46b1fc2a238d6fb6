import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface HalfSignIn {
  /** Hash of the secret in the cookie. */
  id: string;
  personId: string;
  device: string;
  shared: boolean;
  /** Those that are left. */
  tries: number;
  expiresAt: Instant;
}

/** People who gave the right password and have to prove more. */
export class HalfSignInRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add({ id, personId, device, shared, tries, expiresAt }: HalfSignIn): Promise<void> {
    const row = { id, person_id: personId, device, shared: shared ? 1 : 0, tries, expires_at: expiresAt } as const;
    await this.#db.insertInto('half_sign_in').values(row).execute();
  }

  /** Null when there is none, its time is up, or no try is left. */
  async byId(id: string, now: Instant): Promise<HalfSignIn | null> {
    const row = await this.#db
      .selectFrom('half_sign_in')
      .select(['id', 'person_id as personId', 'device', 'shared', 'tries', 'expires_at as expiresAt'])
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .where('tries', '>', 0)
      .executeTakeFirst();
    return row ? { ...row, shared: row.shared === 1 } : null;
  }

  /** Spends a try; false when none is left. */
  async spend(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('half_sign_in')
      .set(({ eb }) => ({ tries: eb('tries', '-', 1) }))
      .where('id', '=', id)
      .where('tries', '>', 0)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Ends one; false when it was ended already, so that it becomes one sign-in at most. */
  async end(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db.deleteFrom('half_sign_in').where('id', '=', id).executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async endOfPerson(personId: string): Promise<void> {
    await this.#db.deleteFrom('half_sign_in').where('person_id', '=', personId).execute();
  }

  async endAll(): Promise<void> {
    await this.#db.deleteFrom('half_sign_in').execute();
  }

  async clearBefore(moment: Instant): Promise<void> {
    await this.#db.deleteFrom('half_sign_in').where('expires_at', '<=', moment).execute();
  }
}
