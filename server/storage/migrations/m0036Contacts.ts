import type { Migration } from 'kysely/migration';

/** Who answers for data in a partnership, and whom to tell about a worry. */
export const contacts: Migration = {
  async up(db) {
    await db.schema
      .createTable('data_protection')
      .addColumn('partnership_id', 'text', (c) => c.primaryKey().references('partnership.id').onDelete('cascade'))
      .addColumn('controllers', 'text', (c) => c.notNull())
      .addColumn('officer', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('phone', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('safeguarding_contact')
      .addColumn('partnership_id', 'text', (c) => c.primaryKey().references('partnership.id').onDelete('cascade'))
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('job_title', 'text', (c) => c.notNull())
      .addColumn('phone', 'text', (c) => c.notNull())
      .addColumn('hours', 'text', (c) => c.notNull())
      .execute();
  },
};
