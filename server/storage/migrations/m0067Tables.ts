import type { Migration } from 'kysely/migration';

/** Devices on which several people take turns: how many, whose turn it is, and in which turn a vote was cast. */
export const tables: Migration = {
  async up(db) {
    await db.schema
      .alterTable('guest_link')
      .addColumn('shared_by', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
    await db.schema
      .alterTable('guest')
      .addColumn('shared_by', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
    await db.schema
      .alterTable('guest')
      .addColumn('holder_id', 'text', (c) => c.references('guest.id').onDelete('cascade'))
      .execute();
    await db.schema.alterTable('guest').addColumn('seat', 'integer').execute();
    const seats = db.schema.createIndex('guest_by_seat').on('guest').columns(['holder_id', 'seat']);
    await seats.unique().execute();
    await db.schema
      .createTable('seat_turn')
      .addColumn('seat_id', 'text', (c) => c.primaryKey().references('guest.id').onDelete('cascade'))
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('began', 'text', (c) => c.notNull())
      .execute();
    await db.schema.alterTable('vote').addColumn('turn', 'text').execute();
  },
};
