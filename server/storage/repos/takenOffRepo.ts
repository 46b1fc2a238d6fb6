import type { ItemKind } from '../../../src/lib/domain/boards/schema.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';
import type { TakenOffTable } from '../tables/tables.ts';

/** What is known of something that was taken off, but for what it says. */
export interface TakenOffRecord {
  id: string;
  partnershipId: string;
  boardId: string;
  itemId: string;
  kind: ItemKind;
  state: TakenOffTable['state'];
  takenBy: string;
  takenAt: Instant;
  reviewerId: string;
}

const COLUMNS = [
  'id',
  'partnership_id as partnershipId',
  'board_id as boardId',
  'item_id as itemId',
  'kind',
  'state',
  'taken_by as takenBy',
  'taken_at as takenAt',
  'reviewer_id as reviewerId',
] as const;

export class TakenOffRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Adds a record in the state `taking`. False when there is one of the same item already, which is left alone. */
  async add({ sealed, ...record }: Omit<TakenOffRecord, 'state'> & { sealed: string }): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('taken_off')
      .values({
        id: record.id,
        partnership_id: record.partnershipId,
        board_id: record.boardId,
        item_id: record.itemId,
        kind: record.kind,
        state: 'taking',
        sealed,
        taken_by: record.takenBy,
        taken_at: record.takenAt,
        reviewer_id: record.reviewerId,
      })
      .onConflict((conflict) => conflict.columns(['board_id', 'item_id']).doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async byId(id: string): Promise<TakenOffRecord | null> {
    const query = this.#db.selectFrom('taken_off').select(COLUMNS).where('id', '=', id);
    return (await query.executeTakeFirst()) ?? null;
  }

  async ofItems(boardId: string, items: readonly string[]): Promise<TakenOffRecord[]> {
    if (items.length === 0) return [];
    const query = this.#db.selectFrom('taken_off').select(COLUMNS).where('board_id', '=', boardId);
    return query.where('item_id', 'in', items).execute();
  }

  /** What waits for review in a partnership, the newest first. */
  waiting(partnershipId: string): Promise<TakenOffRecord[]> {
    return this.#db
      .selectFrom('taken_off')
      .select(COLUMNS)
      .where('partnership_id', '=', partnershipId)
      .where('state', '=', 'off')
      .orderBy('taken_at', 'desc')
      .orderBy('id')
      .execute();
  }

  /** Everywhere, the oldest first: for finishing what a crash left half done. */
  inState(state: TakenOffTable['state']): Promise<TakenOffRecord[]> {
    return this.#db.selectFrom('taken_off').select(COLUMNS).where('state', '=', state).orderBy('taken_at').execute();
  }

  async sealed(id: string): Promise<string | null> {
    const row = await this.#db.selectFrom('taken_off').select('sealed').where('id', '=', id).executeTakeFirst();
    return row?.sealed ?? null;
  }

  async reseal(id: string, sealed: string): Promise<void> {
    await this.#db.updateTable('taken_off').set({ sealed }).where('id', '=', id).execute();
  }

  /** False when it is not in the state it is to leave: somebody else was quicker. */
  async move(id: string, { from, to }: { from: TakenOffTable['state']; to: TakenOffTable['state'] }): Promise<boolean> {
    const query = this.#db.updateTable('taken_off').set({ state: to }).where('id', '=', id).where('state', '=', from);
    return (await query.executeTakeFirst()).numUpdatedRows === 1n;
  }

  async setReviewer(id: string, reviewerId: string): Promise<void> {
    await this.#db.updateTable('taken_off').set({ reviewer_id: reviewerId }).where('id', '=', id).execute();
  }

  /** False when it is not there in this state. */
  async remove(id: string, state: TakenOffTable['state']): Promise<boolean> {
    const query = this.#db.deleteFrom('taken_off').where('id', '=', id).where('state', '=', state);
    return (await query.executeTakeFirst()).numDeletedRows === 1n;
  }
}
