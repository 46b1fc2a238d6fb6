import type { FollowedCard } from '../../../src/lib/domain/guests/guestCard.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** What became of guests' cards: no word of them is here. */
export class GuestCardRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Everything that is kept of a board's guests' cards, by guest id. */
  async ofGuests(guestIds: readonly string[]): Promise<Map<string, FollowedCard[]>> {
    const found = new Map<string, FollowedCard[]>(guestIds.map((id) => [id, []]));
    if (guestIds.length === 0) return found;
    const rows = await this.#db
      .selectFrom('guest_card')
      .select(['guest_id', 'item_id', 'words_hash', 'by_others', 'gone_at'])
      .where('guest_id', 'in', guestIds)
      .execute();
    for (const row of rows) {
      const { guest_id, item_id: itemId, words_hash: wordsHash, by_others, gone_at } = row;
      found.get(guest_id)?.push({ itemId, wordsHash, byOthers: by_others === 1, gone: gone_at !== null });
    }
    return found;
  }

  async keep(guestId: string, { itemId, wordsHash, byOthers, gone }: FollowedCard, at: Instant): Promise<void> {
    const state = { words_hash: wordsHash, by_others: byOthers ? 1 : 0, gone_at: gone ? at : null } as const;
    await this.#db
      .insertInto('guest_card')
      .values({ guest_id: guestId, item_id: itemId, ...state })
      .onConflict((conflict) => conflict.columns(['guest_id', 'item_id']).doUpdateSet(state))
      .execute();
  }

  async forget(guestId: string, itemIds: readonly string[]): Promise<void> {
    if (itemIds.length === 0) return;
    await this.#db.deleteFrom('guest_card').where('guest_id', '=', guestId).where('item_id', 'in', itemIds).execute();
  }
}
