import type { RoomChoices, TimeAsked } from '../../../src/lib/domain/sessions/room.ts';
import { EMPTY_ROOM } from '../../../src/lib/domain/sessions/room.ts';
import type { Database } from '../database.ts';

/** What is kept of the room of a session beside who came. */
export class SessionRoomRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async of(sessionId: string): Promise<RoomChoices> {
    const row = await this.#db
      .selectFrom('session_room')
      .select(['without_device as withoutDevice', 'joining'])
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    return row ?? EMPTY_ROOM;
  }

  async set(sessionId: string, { withoutDevice, joining }: RoomChoices): Promise<void> {
    const row = { without_device: withoutDevice, joining };
    await this.#db
      .insertInto('session_room')
      .values({ session_id: sessionId, ...row })
      .onConflict((conflict) => conflict.column('session_id').doUpdateSet(row))
      .execute();
  }

  async asked(sessionId: string): Promise<TimeAsked[]> {
    return this.#db
      .selectFrom('time_asked')
      .select(['actor_id as actorId', 'step', 'began', 'allowed'])
      .where('session_id', '=', sessionId)
      .execute();
  }

  /** The last time counts. */
  async ask(sessionId: string, { actorId, ...at }: TimeAsked): Promise<void> {
    await this.#db
      .insertInto('time_asked')
      .values({ session_id: sessionId, actor_id: actorId, ...at })
      .onConflict((conflict) => conflict.columns(['session_id', 'actor_id']).doUpdateSet(at))
      .execute();
  }

  /** Who asked is nobody's business once the session is over. */
  async forgetAsked(sessionId: string): Promise<void> {
    await this.#db.deleteFrom('time_asked').where('session_id', '=', sessionId).execute();
  }
}
