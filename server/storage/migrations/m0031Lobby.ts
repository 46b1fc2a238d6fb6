import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Newcomers wait to be let in, young people's links name adults, and whoever was a guest takes what they wrote along. */
export const lobby: Migration = {
  async up(db) {
    await db.schema
      .alterTable('guest_link')
      .addColumn('lobby', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('guest_link').addColumn('newcomers_until', 'text').execute();
    await db.schema.alterTable('guest').addColumn('waiting_since', 'text').execute();
    await db.schema
      .createTable('guest_link_moderator')
      .addColumn('link_id', 'text', (c) => c.notNull().references('guest_link.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addPrimaryKeyConstraint('guest_link_moderator_key', ['link_id', 'person_id'])
      .execute();
    // Once somebody took a guest's cards along, their browser may bring another guest.
    await db.schema.dropIndex('guest_once').execute();
    await db.schema
      .createIndex('guest_once')
      .on('guest')
      .columns(['identity_id', 'board_id'])
      .unique()
      .where(sql.ref('person_id'), 'is', null)
      .execute();
  },
};
