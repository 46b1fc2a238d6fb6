import type { Migration } from 'kysely/migration';

/** What came out of readiness checks, kept when their sessions end: numbers and ids of cards, no words. */
export const readiness: Migration = {
  async up(db) {
    await db.schema
      .createTable('readiness_check')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('session.id').onDelete('cascade'))
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
      .addColumn('held_at', 'text', (c) => c.notNull())
      .addColumn('ratings', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('readiness_by_board').on('readiness_check').columns(['board_id', 'held_at']).execute();
  },
};
