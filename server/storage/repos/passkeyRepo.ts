import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface PasskeyRecord {
  /** The credential's own id, base64url. */
  id: string;
  personId: string;
  /** COSE, base64url. */
  publicKey: string;
  counter: number;
  /** Where it was added, in words. */
  device: string;
  addedAt: Instant;
}

/** Passkeys, and the challenges they answer. */
export class PasskeyRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** False when it is there already. */
  async add({ id, personId, publicKey, counter, device, addedAt }: PasskeyRecord): Promise<boolean> {
    const row = { id, person_id: personId, public_key: publicKey, counter, device, added_at: addedAt };
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('passkey')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async byId(id: string): Promise<PasskeyRecord | null> {
    return (await this.#found().where('id', '=', id).executeTakeFirst()) ?? null;
  }

  ofPerson(personId: string): Promise<PasskeyRecord[]> {
    return this.#found().where('person_id', '=', personId).orderBy('added_at').execute();
  }

  async setCounter(id: string, counter: number): Promise<void> {
    await this.#db.updateTable('passkey').set({ counter }).where('id', '=', id).execute();
  }

  async remove(personId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('passkey')
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async removeOfPerson(personId: string): Promise<void> {
    await this.#db.deleteFrom('passkey').where('person_id', '=', personId).execute();
  }

  /** Keeps the hash of a challenge: for a person who adds a passkey, or (null) for whoever signs in with one. */
  async ask(id: string, { personId, expiresAt }: { personId: string | null; expiresAt: Instant }): Promise<void> {
    await this.#db.insertInto('challenge').values({ id, person_id: personId, expires_at: expiresAt }).execute();
  }

  /** Takes a challenge, which is then gone; false when there is none, its time is up, or it was somebody else's. */
  async take(id: string, { personId, now }: { personId: string | null; now: Instant }): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('challenge')
      .where('id', '=', id)
      .where('person_id', personId === null ? 'is' : '=', personId)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async clearChallenges(now: Instant): Promise<void> {
    await this.#db.deleteFrom('challenge').where('expires_at', '<=', now).execute();
  }

  #found() {
    return this.#db
      .selectFrom('passkey')
      .select(['id', 'person_id as personId', 'public_key as publicKey', 'counter', 'device', 'added_at as addedAt']);
  }
}
