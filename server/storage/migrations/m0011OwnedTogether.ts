import type { Migration } from 'kysely/migration';

/** What a partnership says of itself, and how one organisation is taken out by others. */
export const ownedTogether: Migration = {
  async up(db) {
    const partnership = db.schema.alterTable('partnership');
    await partnership.addColumn('place', 'text', (c) => c.notNull().defaultTo('[]')).execute();
    await partnership.addColumn('strands', 'text', (c) => c.notNull().defaultTo('[]')).execute();
    await partnership.addColumn('review_on', 'text').execute();
    await db.schema
      .createTable('removal')
      .addColumn('partnership_id', 'text', (c) => c.notNull().references('partnership.id').onDelete('cascade'))
      .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
      .addColumn('asked_by', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('asking_organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
      .addColumn('asked_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('removal_key', ['partnership_id', 'organisation_id'])
      .execute();
  },
};
