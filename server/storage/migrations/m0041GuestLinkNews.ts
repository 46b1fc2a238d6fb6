import type { Migration } from 'kysely/migration';

/** Whether whoever made a guest link was told that it is full, and that it ends soon: once each. */
export const guestLinkNews: Migration = {
  async up(db) {
    await db.schema
      .alterTable('guest_link')
      .addColumn('told_full', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable('guest_link')
      .addColumn('told_ending', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
