import type { Told } from '../../../src/lib/domain/sessions/invited.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** Somebody who was invited to a session, and what they were told last. */
export interface SessionInvitation extends Told {
  personId: string;
  name: string;
  organisation: string;
  at: Instant;
}

/** Who was invited to sessions. */
export class SessionInvitationRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Those of a session, by name. */
  ofSession(sessionId: string): Promise<SessionInvitation[]> {
    return this.#db
      .selectFrom('session_invitation')
      .innerJoin('person', 'person.id', 'session_invitation.person_id')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select([
        'person.id as personId',
        'person.name',
        'organisation.name as organisation',
        'session_invitation.invited_at as at',
        'session_invitation.told_revision as revision',
        'session_invitation.told_starts_at as startsAt',
      ])
      .where('session_invitation.session_id', '=', sessionId)
      .orderBy('person.name')
      .execute();
  }

  async add(sessionId: string, { personId, at, told }: { personId: string; at: Instant; told: Told }): Promise<void> {
    await this.#db
      .insertInto('session_invitation')
      .values({ session_id: sessionId, person_id: personId, invited_at: at, ...columnsOf(told) })
      .execute();
  }

  async setTold(sessionId: string, { personId, told }: { personId: string; told: Told }): Promise<void> {
    await this.#db
      .updateTable('session_invitation')
      .set(columnsOf(told))
      .where('session_id', '=', sessionId)
      .where('person_id', '=', personId)
      .execute();
  }

  /** What somebody was invited to, the latest first. */
  ofPerson(personId: string): Promise<{ partnership: string; startsAt: Instant | null; invitedAt: Instant }[]> {
    return this.#db
      .selectFrom('session_invitation')
      .innerJoin('session', 'session.id', 'session_invitation.session_id')
      .innerJoin('board', 'board.id', 'session.board_id')
      .innerJoin('partnership', 'partnership.id', 'board.partnership_id')
      .select([
        'partnership.name as partnership',
        'session_invitation.told_starts_at as startsAt',
        'session_invitation.invited_at as invitedAt',
      ])
      .where('session_invitation.person_id', '=', personId)
      .orderBy('session_invitation.invited_at', 'desc')
      .execute();
  }

  async removeOfPerson(personId: string): Promise<void> {
    await this.#db.deleteFrom('session_invitation').where('person_id', '=', personId).execute();
  }
}

function columnsOf({ revision, startsAt }: Told) {
  return { told_revision: revision, told_starts_at: startsAt };
}
