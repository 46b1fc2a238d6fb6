import type { Ratings, ReadinessCheck } from '../../../src/lib/domain/readiness/readiness.ts';
import type { Database } from '../database.ts';

/** What came out of readiness checks. Whoever asks names the boards they may see. */
export class ReadinessRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Said once, when its session ends; it stays so. */
  async add({ sessionId, boardId, heldAt, ratings }: ReadinessCheck): Promise<void> {
    await this.#db
      .insertInto('readiness_check')
      .values({ session_id: sessionId, board_id: boardId, held_at: heldAt, ratings: JSON.stringify(ratings) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Those on these boards, the latest first, with what their sessions are called. */
  async onBoards(boardIds: readonly string[], most: number): Promise<(ReadinessCheck & { title: string })[]> {
    if (boardIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('readiness_check')
      .innerJoin('session', 'session.id', 'readiness_check.session_id')
      .select([
        'readiness_check.session_id as sessionId',
        'readiness_check.board_id as boardId',
        'readiness_check.held_at as heldAt',
        'readiness_check.ratings',
        'session.title',
      ])
      .where('readiness_check.board_id', 'in', boardIds)
      .orderBy('readiness_check.held_at', 'desc')
      .orderBy('readiness_check.session_id')
      .limit(most)
      .execute();
    return rows.map((row) => ({ ...row, ratings: JSON.parse(row.ratings) as Ratings }));
  }
}
