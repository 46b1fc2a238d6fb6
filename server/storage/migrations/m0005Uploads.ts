import type { Migration } from 'kysely/migration';

/** Files that were put on boards. Each belongs to one board and goes with it; what it holds lies in the data folder. */
export const uploads: Migration = {
  async up(db) {
    await db.schema
      .createTable('upload')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
      .addColumn('added_by', 'text', (c) => c.notNull())
      .addColumn('media_type', 'text', (c) => c.notNull())
      .addColumn('width', 'integer', (c) => c.notNull())
      .addColumn('height', 'integer', (c) => c.notNull())
      .addColumn('bytes', 'integer', (c) => c.notNull())
      .addColumn('sha', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('off_with', 'text')
      .execute();
    await db.schema.createIndex('upload_by_board').on('upload').column('board_id').execute();
  },
};
