import type { Migration } from 'kysely/migration';

/** A partnership may ask a second step at sign-in of its members. */
export const requiredFactor: Migration = {
  async up(db) {
    await db.schema
      .alterTable('partnership')
      .addColumn('require_factor', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
