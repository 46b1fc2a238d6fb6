import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** A passkey of a browser that guests come with. */
export interface GuestKey {
  /** The credential's own id, base64url. */
  id: string;
  /** COSE, base64url. */
  publicKey: string;
  counter: number;
  usedAt: Instant;
}

/** A guest, and the board they are one of. */
export interface GuestThere {
  id: string;
  boardId: string;
}

/** Passkeys of browsers that guests come with, and the challenges they answer. */
export class GuestKeyRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async ofBrowser(identityId: string): Promise<GuestKey | null> {
    const row = await this.#db
      .selectFrom('guest_key')
      .select(['id', 'public_key as publicKey', 'counter', 'used_at as usedAt'])
      .where('identity_id', '=', identityId)
      .executeTakeFirst();
    return row ?? null;
  }

  /** False when the browser has one already, or another browser has this one. */
  async add(identityId: string, { id, publicKey, counter, usedAt }: GuestKey): Promise<boolean> {
    const row = { identity_id: identityId, id, public_key: publicKey, counter, used_at: usedAt };
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('guest_key')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async used(identityId: string, { counter, usedAt }: Pick<GuestKey, 'counter' | 'usedAt'>): Promise<void> {
    await this.#db
      .updateTable('guest_key')
      .set({ counter, used_at: usedAt })
      .where('identity_id', '=', identityId)
      .execute();
  }

  /** Keeps the hash of a challenge for a browser, in place of one that was not answered. */
  async ask(identityId: string, { hash, expiresAt }: { hash: string; expiresAt: Instant }): Promise<void> {
    const row = { challenge_hash: hash, expires_at: expiresAt };
    await this.#db
      .insertInto('guest_challenge')
      .values({ identity_id: identityId, ...row })
      .onConflict((conflict) => conflict.column('identity_id').doUpdateSet(row))
      .execute();
  }

  /** Takes a challenge, which is then gone; false when it is another browser's, its time is up, or there is none. */
  async take(identityId: string, { hash, now }: { hash: string; now: Instant }): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('guest_challenge')
      .where('identity_id', '=', identityId)
      .where('challenge_hash', '=', hash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Everyone whom browsers are whose key was last used in a time: after its beginning, and up to its end. */
  async guestsUsedBetween(from: Instant, to: Instant): Promise<GuestThere[]> {
    const between = this.#db
      .selectFrom('guest_key')
      .select('identity_id')
      .where('used_at', '>', from)
      .where('used_at', '<=', to);
    return this.#guestsOf()
      .where(({ eb, or, selectFrom }) =>
        or([
          eb('identity_id', 'in', between),
          eb('id', 'in', selectFrom('guest_browser').select('guest_id').where('identity_id', 'in', between)),
        ]),
      )
      .execute();
  }

  /** Every guest of a partnership's boards whose time is not up. */
  ofPartnership(partnershipId: string, now: Instant): Promise<GuestThere[]> {
    return this.#guestsOf()
      .where('ends_at', '>', now)
      .where('board_id', 'in', this.#db.selectFrom('board').select('id').where('partnership_id', '=', partnershipId))
      .execute();
  }

  /** Ids of a board's guests who have a key in one of their browsers. */
  async guestsWithKey(boardId: string): Promise<ReadonlySet<string>> {
    const keys = this.#db.selectFrom('guest_key').select('identity_id');
    const rows = await this.#guestsOf()
      .where('board_id', '=', boardId)
      .where(({ eb, or, selectFrom }) =>
        or([
          eb('identity_id', 'in', keys),
          eb('id', 'in', selectFrom('guest_browser').select('guest_id').where('identity_id', 'in', keys)),
        ]),
      )
      .execute();
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Forgets keys of browsers that are nobody's any more: every guest they were has had their time, was taken off, came by
   * a link that is closed for all, or has an account by now. And challenges whose time is up.
   */
  async forgetOld(now: Instant): Promise<void> {
    const here = this.#db
      .selectFrom('guest')
      .innerJoin('guest_link', 'guest_link.id', 'guest.link_id')
      .where('guest.ends_at', '>', now)
      .where('guest.removed_at', 'is', null)
      .where('guest.person_id', 'is', null)
      .where('guest_link.door', '!=', 'closed');
    await this.#db
      .deleteFrom('guest_key')
      .where('identity_id', 'not in', here.select('guest.identity_id'))
      .where(
        'identity_id',
        'not in',
        here.innerJoin('guest_browser', 'guest_browser.guest_id', 'guest.id').select('guest_browser.identity_id'),
      )
      .execute();
    await this.#db.deleteFrom('guest_challenge').where('expires_at', '<=', now).execute();
  }

  #guestsOf() {
    return this.#db.selectFrom('guest').select(['id', 'board_id as boardId']);
  }
}
