import type { Migration } from 'kysely/migration';

/** People and organisations are asked in. */
export const invitations: Migration = {
  async up(db) {
    await db.schema
      .createTable('invitation')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('partnership_id', 'text', (c) => c.notNull().references('partnership.id').onDelete('cascade'))
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('address', 'text')
      .addColumn('organisation_id', 'text', (c) => c.references('organisation.id'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('message', 'text', (c) => c.notNull())
      .addColumn('made_by', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('answer', 'text')
      .addColumn('answered_at', 'text')
      .addColumn('answered_by', 'text', (c) => c.references('person.id'))
      .addColumn('uses', 'integer')
      .execute();
    await db.schema
      .createIndex('invitation_by_partnership')
      .on('invitation')
      .columns(['partnership_id', 'made_at'])
      .execute();
  },
};
