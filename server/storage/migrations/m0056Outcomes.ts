import type { Migration } from 'kysely/migration';

/** What sessions made of cards: decisions, actions, and what is parked. A card becomes one thing in each session. */
export const outcomes: Migration = {
  async up(db) {
    await db.schema
      .createTable('session_outcome')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
      .addColumn('card_id', 'text', (c) => c.notNull())
      .addColumn('card_type', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('words', 'text', (c) => c.notNull())
      .addColumn('owner_id', 'text', (c) => c.references('person.id'))
      .addColumn('owner_name', 'text', (c) => c.notNull())
      .addColumn('organisation', 'text', (c) => c.notNull())
      .addColumn('due_day', 'text')
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('state_reason', 'text', (c) => c.notNull())
      .addColumn('looked_at_in', 'text', (c) => c.references('session.id').onDelete('set null'))
      .addColumn('made_by', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addUniqueConstraint('session_outcome_of_card', ['session_id', 'card_id'])
      .execute();
    await db.schema.createIndex('session_outcome_by_board').on('session_outcome').columns(['board_id']).execute();
    await db.schema.createIndex('session_outcome_by_owner').on('session_outcome').columns(['owner_id']).execute();
  },
};
