import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface SignInRecord {
  /** Hash of the secret. */
  id: string;
  handle: string;
  personId: string;
  device: string;
  shared: boolean;
  provedFactor: boolean;
  startedAt: Instant;
  lastUsedAt: Instant;
  expiresAt: Instant;
  endsAt: Instant;
}

const COLUMNS = [
  'id',
  'handle',
  'person_id as personId',
  'device',
  'shared',
  'proved_factor as provedFactor',
  'started_at as startedAt',
  'last_used_at as lastUsedAt',
  'expires_at as expiresAt',
  'ends_at as endsAt',
] as const;

export class SignInRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create(record: SignInRecord): Promise<void> {
    await this.#db
      .insertInto('sign_in')
      .values({
        id: record.id,
        handle: record.handle,
        person_id: record.personId,
        device: record.device,
        shared: record.shared ? 1 : 0,
        proved_factor: record.provedFactor ? 1 : 0,
        started_at: record.startedAt,
        last_used_at: record.lastUsedAt,
        expires_at: record.expiresAt,
        ends_at: record.endsAt,
      })
      .execute();
  }

  async byId(id: string): Promise<SignInRecord | null> {
    const row = await this.#db.selectFrom('sign_in').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ? toRecord(row) : null;
  }

  /** A person's sign-ins, the one used last first. */
  async ofPerson(personId: string): Promise<SignInRecord[]> {
    const rows = await this.#db
      .selectFrom('sign_in')
      .select(COLUMNS)
      .where('person_id', '=', personId)
      .orderBy('last_used_at', 'desc')
      .execute();
    return rows.map(toRecord);
  }

  async touch(id: string, { lastUsedAt, expiresAt }: { lastUsedAt: Instant; expiresAt: Instant }): Promise<void> {
    await this.#db
      .updateTable('sign_in')
      .set({ last_used_at: lastUsedAt, expires_at: expiresAt })
      .where('id', '=', id)
      .execute();
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#db.deleteFrom('sign_in').where('id', 'in', ids).execute();
  }

  /** Ids of the sign-ins whose time is up. */
  async expired(now: Instant): Promise<string[]> {
    const rows = await this.#db.selectFrom('sign_in').select('id').where('expires_at', '<=', now).execute();
    return rows.map(({ id }) => id);
  }

  async all(): Promise<string[]> {
    return (await this.#db.selectFrom('sign_in').select('id').execute()).map(({ id }) => id);
  }
}

type Row = Omit<SignInRecord, 'shared' | 'provedFactor'> & { shared: 0 | 1; provedFactor: 0 | 1 };

function toRecord(row: Row): SignInRecord {
  return { ...row, shared: row.shared === 1, provedFactor: row.provedFactor === 1 };
}
