import type { Migration } from 'kysely/migration';

/** One row that is rewritten to find out whether the disk still takes writes. */
export const probe: Migration = {
  async up(db) {
    await db.schema
      .createTable('probe')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('written_at', 'text', (c) => c.notNull())
      .execute();
  },
};
