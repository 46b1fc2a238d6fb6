import type { Migration } from 'kysely/migration';

/** Rounds of private writing. What was written is in documents of its own; nothing here says who wrote what. */
export const privateRounds: Migration = {
  async up(db) {
    await db.schema
      .createTable('private_round')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
      .addColumn('step_id', 'text', (c) => c.notNull())
      .addColumn('authors', 'text', (c) => c.notNull())
      .addColumn('checked', 'integer', (c) => c.notNull())
      .addColumn('writers_shown', 'integer', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('began', 'text', (c) => c.notNull())
      .addColumn('cards', 'text', (c) => c.notNull())
      .addColumn('counted', 'text', (c) => c.notNull())
      .addColumn('aside', 'text')
      .execute();
    await db.schema
      .createIndex('private_round_by_session')
      .on('private_round')
      .columns(['session_id', 'began'])
      .execute();
    await db.schema
      .createTable('private_held')
      .addColumn('round_id', 'text', (c) => c.notNull().references('private_round.id').onDelete('cascade'))
      .addColumn('card', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('private_held_key', ['round_id', 'card'])
      .execute();
  },
};
