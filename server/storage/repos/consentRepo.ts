import type { Consent } from '../../../src/lib/domain/sessions/consent.ts';
import { NO_CONSENT } from '../../../src/lib/domain/sessions/consent.ts';
import type { Database } from '../database.ts';

/** Who agreed to what in one session. */
export interface GivenConsent extends Consent {
  actorId: string;
  isGuest: boolean;
  /** A guest's, until it was used. */
  address: string;
  /** The version of the summary that was sent to them last; 0 for none. */
  sentVersion: number;
}

export class ConsentRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What somebody says last is what holds. An address is a guest's alone. */
  async keep(
    sessionId: string,
    { actorId, isGuest, name, mail, address }: Omit<GivenConsent, 'sentVersion'>,
  ): Promise<void> {
    const said = {
      name_in_summary: name ? 1 : 0,
      mail: mail ? 1 : 0,
      address: isGuest && mail ? address : '',
    } as const;
    await this.#db
      .insertInto('session_consent')
      .values({
        ...{ session_id: sessionId, actor_id: actorId, sent_version: 0 },
        ...{ person_id: isGuest ? null : actorId, guest_id: isGuest ? actorId : null },
        ...said,
      })
      .onConflict((conflict) => conflict.columns(['session_id', 'actor_id']).doUpdateSet(said))
      .execute();
  }

  async of(sessionId: string, actorId: string): Promise<Consent> {
    return (await this.ofSession(sessionId)).find((one) => one.actorId === actorId) ?? NO_CONSENT;
  }

  async ofSession(sessionId: string): Promise<GivenConsent[]> {
    const rows = await this.#db
      .selectFrom('session_consent')
      .select(['actor_id', 'guest_id', 'name_in_summary', 'mail', 'address', 'sent_version'])
      .where('session_id', '=', sessionId)
      .orderBy('actor_id')
      .execute();
    return rows.map((row) => ({
      ...{ actorId: row.actor_id, isGuest: row.guest_id !== null, address: row.address },
      ...{ name: row.name_in_summary === 1, mail: row.mail === 1, sentVersion: row.sent_version },
    }));
  }

  /** It was sent to them: a guest's address was for that alone. */
  async noteSent(sessionId: string, actorId: string, version: number): Promise<void> {
    await this.#db
      .updateTable('session_consent')
      .set({ sent_version: version, address: '' })
      .where('session_id', '=', sessionId)
      .where('actor_id', '=', actorId)
      .execute();
  }

  /** Nothing of a guest stays who was taken off the board. */
  async removeOfGuest(guestId: string): Promise<void> {
    await this.#db.deleteFrom('session_consent').where('guest_id', '=', guestId).execute();
  }

  /** Sessions of which addresses are kept. */
  withAddresses(): Promise<{ id: string; boardId: string }[]> {
    return this.#db
      .selectFrom('session_consent')
      .innerJoin('session', 'session.id', 'session_consent.session_id')
      .select(['session.id', 'session.board_id as boardId'])
      .distinct()
      .where('session_consent.address', '!=', '')
      .execute();
  }

  async forgetAddresses(sessionId: string): Promise<void> {
    await this.#db.updateTable('session_consent').set({ address: '' }).where('session_id', '=', sessionId).execute();
  }

  /** What somebody agreed to, with the titles of the sessions. */
  async ofPerson(personId: string): Promise<(Consent & { session: string })[]> {
    const rows = await this.#db
      .selectFrom('session_consent')
      .innerJoin('session', 'session.id', 'session_consent.session_id')
      .select(['session.title as session', 'session_consent.name_in_summary as name', 'session_consent.mail'])
      .where('session_consent.person_id', '=', personId)
      .orderBy('session.made_at')
      .execute();
    return rows.map(({ session, name, mail }) => ({ session, name: name === 1, mail: mail === 1 }));
  }
}
