import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface AuthenticatorRecord {
  sealed: string;
  begunAt: Instant;
  /** Null while it is being set up. */
  confirmedAt: Instant | null;
}

/** Authenticators and recovery codes. */
export class FactorRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async authenticator(personId: string): Promise<AuthenticatorRecord | null> {
    const row = await this.#db
      .selectFrom('authenticator')
      .select(['sealed', 'begun_at as begunAt', 'confirmed_at as confirmedAt'])
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Begins to set one up, in place of one that was begun; one that is in use stays, and the answer is false. */
  async begin(personId: string, { sealed, at }: { sealed: string; at: Instant }): Promise<boolean> {
    const row = { sealed, begun_at: at, confirmed_at: null, last_step: 0 };
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('authenticator')
      .values({ person_id: personId, ...row })
      .onConflict((conflict) =>
        conflict.column('person_id').doUpdateSet(row).where('authenticator.confirmed_at', 'is', null),
      )
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  /** Takes one into use that is being set up; false when there is none. */
  async confirm(personId: string, at: Instant): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('authenticator')
      .set({ confirmed_at: at })
      .where('person_id', '=', personId)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Lets the code of a step count; false when it, or a later one, counted already. */
  async useStep(personId: string, step: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('authenticator')
      .set({ last_step: step })
      .where('person_id', '=', personId)
      .where('last_step', '<', step)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async remove(personId: string): Promise<void> {
    await this.#db.deleteFrom('authenticator').where('person_id', '=', personId).execute();
  }

  /** Whether a person proves more than their password: with an authenticator in use, or a passkey. */
  async hasAny(personId: string): Promise<boolean> {
    if ((await this.authenticator(personId))?.confirmedAt) return true;
    const found = this.#db.selectFrom('passkey').select('id').where('person_id', '=', personId).limit(1);
    return (await found.executeTakeFirst()) !== undefined;
  }

  async recoveryLeft(personId: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('recovery_code')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Gives a person other recovery codes, by what is kept of them. The old ones count no more. */
  async setRecovery(personId: string, ids: readonly string[]): Promise<void> {
    await this.#db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
    if (ids.length === 0) return;
    const rows = ids.map((id) => ({ id, person_id: personId }));
    await this.#db.insertInto('recovery_code').values(rows).execute();
  }

  /** Lets a recovery code count, once; false when it is none, or counted already. */
  async useRecovery(personId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('recovery_code')
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}
