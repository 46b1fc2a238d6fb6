import type { Reminder } from '../../../src/lib/domain/sessions/days.ts';
import { isClosed } from '../../../src/lib/domain/sessions/progress.ts';
import type { Session } from '../../../src/lib/domain/sessions/session.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** A step of a session. */
export interface StepOf {
  session: string;
  step: string;
}

/** Who was there in the steps of sessions over days, and who was reminded of them. Nobody but the clock asks. */
export class OverDaysRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Notes that these are on the board in the step that is open. */
  async noteVisits({ id, progress }: Session, came: readonly { actorId: string }[]): Promise<void> {
    if (progress.is !== 'running' || isClosed(progress.current) || came.length === 0) return;
    const { step } = progress.current;
    await this.#db
      .insertInto('step_visit')
      .values(came.map(({ actorId }) => ({ session_id: id, step_id: step, actor_id: actorId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Who was there, by their ids: a guest who said since which person they are, by that. */
  async visitors({ session, step }: StepOf): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('step_visit')
      .leftJoin('guest', 'guest.id', 'step_visit.actor_id')
      .select(({ fn }) => fn.coalesce('guest.person_id', 'step_visit.actor_id').as('id'))
      .where('session_id', '=', session)
      .where('step_id', '=', step)
      .execute();
    return [...new Set(rows.map(({ id }) => id))];
  }

  /** Those who were reminded already. */
  async reminded({ session, step }: StepOf, about: Reminder): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom('session_reminder')
      .select('person_id')
      .where('session_id', '=', session)
      .where('step_id', '=', step)
      .where('about', '=', about)
      .execute();
    return new Set(rows.map((row) => row.person_id));
  }

  /** Notes that somebody is reminded. False when they were before. */
  async noteReminded(
    { session, step }: StepOf,
    { personId, about, at }: { personId: string; about: Reminder; at: Instant },
  ): Promise<boolean> {
    const { numInsertedOrUpdatedRows: added } = await this.#db
      .insertInto('session_reminder')
      .values({ session_id: session, step_id: step, person_id: personId, about, at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (added ?? 0n) > 0n;
  }

  /** Once a session has ended nobody is waited for any more. */
  async forgetSession(sessionId: string): Promise<void> {
    await this.#db.deleteFrom('session_reminder').where('session_id', '=', sessionId).execute();
    await this.#db.deleteFrom('step_visit').where('session_id', '=', sessionId).execute();
  }

  async forgetPerson(personId: string): Promise<void> {
    await this.#db.deleteFrom('session_reminder').where('person_id', '=', personId).execute();
    await this.#db.deleteFrom('step_visit').where('actor_id', '=', personId).execute();
  }
}
