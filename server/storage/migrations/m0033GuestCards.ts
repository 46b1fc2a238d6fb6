import type { Migration } from 'kysely/migration';

/** What became of each card of a guest, without a word of it. */
export const guestCards: Migration = {
  async up(db) {
    await db.schema
      .createTable('guest_card')
      .addColumn('guest_id', 'text', (c) => c.notNull().references('guest.id').onDelete('cascade'))
      .addColumn('item_id', 'text', (c) => c.notNull())
      .addColumn('words_hash', 'text', (c) => c.notNull())
      .addColumn('by_others', 'integer', (c) => c.notNull())
      .addColumn('gone_at', 'text')
      .addPrimaryKeyConstraint('guest_card_key', ['guest_id', 'item_id'])
      .execute();
  },
};
