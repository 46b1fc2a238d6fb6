import type { JoinCode } from '../../../src/lib/domain/guests/typedCode.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** Codes that are typed. Those that are over are forgotten when another is made. */
export class GuestCodeRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** False when another link has this code. The one the link had before ends. */
  async addJoinCode(linkId: string, { code, endsAt, wrong }: JoinCode): Promise<boolean> {
    await this.endJoinCode(linkId);
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('join_code')
      .values({ link_id: linkId, code, ends_at: endsAt, wrong })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async endJoinCode(linkId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db.deleteFrom('join_code').where('link_id', '=', linkId).executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Codes by link id, those that are over as well. */
  async joinCodes(linkIds: readonly string[]): Promise<Map<string, JoinCode>> {
    if (linkIds.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('join_code')
      .select(['link_id', 'code', 'ends_at', 'wrong'])
      .where('link_id', 'in', linkIds)
      .execute();
    return new Map(rows.map(({ link_id, code, ends_at: endsAt, wrong }) => [link_id, { code, endsAt, wrong }]));
  }

  async byCode(code: string): Promise<(JoinCode & { linkId: string }) | null> {
    const row = await this.#db
      .selectFrom('join_code')
      .select(['link_id as linkId', 'code', 'ends_at as endsAt', 'wrong'])
      .where('code', '=', code)
      .executeTakeFirst();
    return row ?? null;
  }

  /** A wrong code was typed: it may have been a guess at any that holds. */
  async countWrong(now: Instant): Promise<void> {
    await this.#db
      .updateTable('join_code')
      .set(({ eb }) => ({ wrong: eb('wrong', '+', 1) }))
      .where('ends_at', '>', now)
      .execute();
  }

  /** The one the guest had before ends. */
  async addReturnCode(guestId: string, { codeHash, endsAt }: { codeHash: string; endsAt: Instant }): Promise<void> {
    await this.#db.deleteFrom('return_code').where('guest_id', '=', guestId).execute();
    await this.#db
      .insertInto('return_code')
      .values({ guest_id: guestId, code_hash: codeHash, ends_at: endsAt })
      .execute();
  }

  /** The guest whose code it is, while it holds. It counts once: it is gone then. */
  async useReturnCode(codeHash: string, now: Instant): Promise<string | null> {
    const row = await this.#db
      .selectFrom('return_code')
      .select('guest_id')
      .where('code_hash', '=', codeHash)
      .where('ends_at', '>', now)
      .executeTakeFirst();
    await this.#db.deleteFrom('return_code').where('code_hash', '=', codeHash).execute();
    return row?.guest_id ?? null;
  }

  /** Forgets codes whose time is up. */
  async forgetOld(now: Instant): Promise<void> {
    await this.#db.deleteFrom('join_code').where('ends_at', '<=', now).execute();
    await this.#db.deleteFrom('return_code').where('ends_at', '<=', now).execute();
  }
}
