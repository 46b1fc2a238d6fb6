import type { Migration } from 'kysely/migration';

/** What a partnership does about identifiers. Those that are there hold them back. */
export const identifiers: Migration = {
  async up(db) {
    await db.schema
      .alterTable('partnership')
      .addColumn('identifiers', 'text', (c) => c.notNull().defaultTo('hold'))
      .execute();
  },
};
