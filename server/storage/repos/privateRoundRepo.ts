import type { Selectable } from 'kysely';
import type { PrivateCount, PrivateRound, RoundState } from '../../../src/lib/domain/sessions/privateRound.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';
import type { PrivateRoundTable } from '../tables/privateTables.ts';

/** Rounds of private writing. */
export class PrivateRoundRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add({ id, sessionId, boardId, stepId, authors, state, began, ...round }: PrivateRound): Promise<void> {
    await this.#db
      .insertInto('private_round')
      .values({
        ...{ id, authors, state, began, session_id: sessionId, board_id: boardId, step_id: stepId, aside: null },
        checked: round.checked ? 1 : 0,
        writers_shown: round.writersShown ? 1 : 0,
        cards: JSON.stringify(round.cards),
        counted: JSON.stringify(round.counted),
      })
      .execute();
  }

  async byId(boardId: string, id: string): Promise<PrivateRound | null> {
    const row = await this.#all().where('board_id', '=', boardId).where('id', '=', id).executeTakeFirst();
    return row ? toRound(row) : null;
  }

  /** Whatever board it is on: for the server's own work. */
  async find(id: string): Promise<PrivateRound | null> {
    const row = await this.#all().where('id', '=', id).executeTakeFirst();
    return row ? toRound(row) : null;
  }

  async setCounted(id: string, counted: PrivateCount): Promise<void> {
    await this.#db
      .updateTable('private_round')
      .set({ counted: JSON.stringify(counted) })
      .where('id', '=', id)
      .execute();
  }

  /** Those of a session, the latest first. */
  async ofSession(sessionId: string): Promise<PrivateRound[]> {
    const rows = await this.#all().where('session_id', '=', sessionId).orderBy('began', 'desc').orderBy('id').execute();
    return rows.map(toRound);
  }

  /** All of a board, the latest first, with when they were left with their writers. */
  async ofBoard(boardId: string): Promise<(PrivateRound & { leftAt: Instant | null })[]> {
    const query = this.#all().select('left_at').where('board_id', '=', boardId);
    const rows = await query.orderBy('began', 'desc').orderBy('id').execute();
    return rows.map((row) => ({ ...toRound(row), leftAt: row.left_at }));
  }

  /** Said once. */
  async leave(id: string, at: Instant): Promise<void> {
    await this.#db
      .updateTable('private_round')
      .set({ left_at: at })
      .where('id', '=', id)
      .where('left_at', 'is', null)
      .execute();
  }

  async inState(state: RoundState): Promise<PrivateRound[]> {
    return (await this.#all().where('state', '=', state).orderBy('began').execute()).map(toRound);
  }

  /** False when it was in another state by then: somebody else was quicker. */
  async move(id: string, { from, to }: { from: RoundState; to: RoundState }): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('private_round')
      .set({ state: to })
      .where('id', '=', id)
      .where('state', '=', from)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async setCards(id: string, cards: readonly string[]): Promise<void> {
    await this.#db
      .updateTable('private_round')
      .set({ cards: JSON.stringify(cards) })
      .where('id', '=', id)
      .execute();
  }

  /** What was taken back, sealed; null when nothing is. */
  async aside(id: string): Promise<string | null> {
    const row = await this.#db.selectFrom('private_round').select('aside').where('id', '=', id).executeTakeFirst();
    return row?.aside ?? null;
  }

  async setAside(id: string, aside: string | null): Promise<void> {
    await this.#db.updateTable('private_round').set({ aside }).where('id', '=', id).execute();
  }

  /** Names of the cards that are held back in a round. */
  async held(id: string): Promise<ReadonlySet<string>> {
    const rows = await this.#db.selectFrom('private_held').select('card').where('round_id', '=', id).execute();
    return new Set(rows.map(({ card }) => card));
  }

  async hold(id: string, card: string): Promise<void> {
    await this.#db
      .insertInto('private_held')
      .values({ round_id: id, card })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async letGo(id: string, card: string): Promise<void> {
    await this.#db.deleteFrom('private_held').where('round_id', '=', id).where('card', '=', card).execute();
  }

  #all() {
    return this.#db
      .selectFrom('private_round')
      .select(['id', 'session_id', 'board_id', 'step_id', 'authors', 'checked', 'writers_shown', 'state', 'began'])
      .select(['cards', 'counted']);
  }
}

function toRound(row: Omit<Selectable<PrivateRoundTable>, 'aside' | 'left_at'>): PrivateRound {
  const { id, authors, state, began } = row;
  return {
    ...{ id, authors, state, began, sessionId: row.session_id, boardId: row.board_id, stepId: row.step_id },
    checked: row.checked === 1,
    writersShown: row.writers_shown === 1,
    cards: JSON.parse(row.cards) as string[],
    counted: JSON.parse(row.counted) as PrivateCount,
  };
}
