import type { Migration } from 'kysely/migration';

/** What was taken off boards and waits for its reviewer. Its words are sealed: the key lies beside the database, not in it. */
export const takenOff: Migration = {
  async up(db) {
    await db.schema
      .createTable('taken_off')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('partnership_id', 'text', (c) => c.notNull().references('partnership.id'))
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
      .addColumn('item_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('sealed', 'text', (c) => c.notNull())
      .addColumn('taken_by', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('taken_at', 'text', (c) => c.notNull())
      .addColumn('reviewer_id', 'text', (c) => c.notNull().references('person.id'))
      .addUniqueConstraint('taken_off_once', ['board_id', 'item_id'])
      .execute();
    await db.schema
      .createIndex('taken_off_by_partnership')
      .on('taken_off')
      .columns(['partnership_id', 'taken_at'])
      .execute();
  },
};
