import type { Migration } from 'kysely/migration';

/** What people are in their organisation and for it, and how long they are members. */
export const terms: Migration = {
  async up(db) {
    await db.schema
      .alterTable('person')
      .addColumn('job_title', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    const membership = () => db.schema.alterTable('membership');
    await membership().addColumn('partnership_role', 'text').execute();
    await membership().addColumn('ends_on', 'text').execute();
    await membership()
      .addColumn('independent', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await membership().addColumn('warned_of', 'text').execute();
    await db.schema.createIndex('membership_by_end').on('membership').column('ends_on').execute();
    const invitation = () => db.schema.alterTable('invitation');
    await invitation().addColumn('ends_on', 'text').execute();
    await invitation()
      .addColumn('independent', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
