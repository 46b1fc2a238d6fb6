import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Facilitated meetings on boards. On one board at most one of them runs. */
export const sessions: Migration = {
  async up(db) {
    await db.schema
      .createTable('session')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('starts_at', 'text')
      .addColumn('ends_at', 'text')
      .addColumn('place', 'text', (c) => c.notNull())
      .addColumn('meeting', 'text', (c) => c.notNull())
      .addColumn('agenda', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('progress', 'text', (c) => c.notNull())
      .addColumn('lead_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('made_by', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('made_at', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('session_by_board').on('session').columns(['board_id', 'made_at']).execute();
    await sql`create unique index session_running on session (board_id) where state = 'running'`.execute(db);
    await db.schema
      .alterTable('guest_link')
      .addColumn('session_id', 'text', (c) => c.references('session.id').onDelete('set null'))
      .execute();
  },
};
