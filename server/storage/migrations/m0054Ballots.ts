import type { Migration } from 'kysely/migration';

/** Votes in sessions. A vote is a row until its ballot is revealed; after that the ballot has the totals, and no row is left. */
export const ballots: Migration = {
  async up(db) {
    await db.schema
      .createTable('ballot')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('step', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('rules', 'text', (c) => c.notNull())
      .addColumn('cards', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('papers', 'text', (c) => c.notNull())
      .addColumn('revealed', 'text')
      .execute();
    const bySession = db.schema.createIndex('ballot_by_session').on('ballot').columns(['session_id', 'number']);
    await bySession.unique().execute();
    await db.schema.createIndex('ballot_by_board').on('ballot').columns(['board_id', 'state']).execute();
    await db.schema
      .createTable('vote')
      .addColumn('ballot_id', 'text', (c) => c.notNull().references('ballot.id').onDelete('cascade'))
      .addColumn('actor_id', 'text', (c) => c.notNull())
      .addColumn('card_id', 'text', (c) => c.notNull())
      .addColumn('value', 'integer', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('vote_key', ['ballot_id', 'actor_id', 'card_id'])
      .execute();
    await db.schema.createIndex('vote_by_actor').on('vote').column('actor_id').execute();
  },
};
