import type { Migration } from 'kysely/migration';

/** Postcodes of a partnership's own sites and services, one on each line. */
export const knownPostcodes: Migration = {
  async up(db) {
    await db.schema
      .alterTable('partnership')
      .addColumn('known_postcodes', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
  },
};
