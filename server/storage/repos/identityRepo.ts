import type { Identity } from '../../../src/lib/domain/accounts/identity.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** A browser on its way to a provider and back. */
export interface Attempt {
  provider: string;
  next: string;
  shared: boolean;
}

/** An identity with an address, whose owner has no account yet. */
export interface Newcomer extends Identity {
  email: string;
  shared: boolean;
}

/** Who people are at OpenID providers, and those who are on their way from one. */
export class IdentityRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async personOf({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): Promise<string | null> {
    const row = await this.#db
      .selectFrom('identity')
      .select('person_id')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst();
    return row?.person_id ?? null;
  }

  ofPerson(personId: string): Promise<{ issuer: string; linkedAt: Instant }[]> {
    return this.#db
      .selectFrom('identity')
      .select(['issuer', 'linked_at as linkedAt'])
      .where('person_id', '=', personId)
      .orderBy('linked_at')
      .execute();
  }

  async link({ issuer, subject }: Identity, { personId, at }: { personId: string; at: Instant }): Promise<void> {
    const row = { issuer, subject, person_id: personId, linked_at: at };
    await this.#db.insertInto('identity').values(row).execute();
  }

  /** False when there was none. */
  async unlink(personId: string, issuer: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('identity')
      .where('person_id', '=', personId)
      .where('issuer', '=', issuer)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async removeOfPerson(personId: string): Promise<void> {
    await this.#db.deleteFrom('identity').where('person_id', '=', personId).execute();
  }

  async begin(id: string, { provider, next, shared }: Attempt, expiresAt: Instant): Promise<void> {
    const row = { id, provider, next, shared: shared ? 1 : 0, expires_at: expiresAt } as const;
    await this.#db.insertInto('open_id_attempt').values(row).execute();
  }

  /** What was begun, which is then gone: a browser comes back once. Null when there is none, or its time is up. */
  async takeAttempt(id: string, now: Instant): Promise<Attempt | null> {
    const row = await this.#db
      .deleteFrom('open_id_attempt')
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .returning(['provider', 'next', 'shared'])
      .executeTakeFirst();
    return row ? { ...row, shared: row.shared === 1 } : null;
  }

  async welcome(id: string, newcomer: Newcomer, expiresAt: Instant): Promise<void> {
    const { issuer, subject, email, name, provesFactor, shared } = newcomer;
    const row = { id, issuer, subject, email, name, expires_at: expiresAt };
    const flags = { proves_factor: provesFactor ? 1 : 0, shared: shared ? 1 : 0 } as const;
    await this.#db
      .insertInto('newcomer')
      .values({ ...row, ...flags })
      .execute();
  }

  async newcomer(id: string, now: Instant): Promise<Newcomer | null> {
    const row = await this.#db
      .selectFrom('newcomer')
      .select(['issuer', 'subject', 'email', 'name', 'proves_factor', 'shared'])
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (!row) return null;
    const { proves_factor: provesFactor, shared, ...who } = row;
    return { ...who, provesFactor: provesFactor === 1, shared: shared === 1 };
  }

  /** False when somebody was faster. */
  async spendNewcomer(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db.deleteFrom('newcomer').where('id', '=', id).executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async clearBefore(now: Instant): Promise<void> {
    await this.#db.deleteFrom('open_id_attempt').where('expires_at', '<=', now).execute();
    await this.#db.deleteFrom('newcomer').where('expires_at', '<=', now).execute();
  }
}
