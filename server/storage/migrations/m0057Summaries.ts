import type { Migration } from 'kysely/migration';

/** What is kept of a session for its summary: its end as it was, and what was written at the top. */
export const summaries: Migration = {
  async up(db) {
    await db.schema
      .createTable('session_summary')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('session.id').onDelete('cascade'))
      .addColumn('snapshot', 'text')
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('sent_at', 'text')
      .execute();
  },
};
