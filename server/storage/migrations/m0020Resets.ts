import type { Migration } from 'kysely/migration';

/** People who forgot their password get a link by mail. */
export const resets: Migration = {
  async up(db) {
    await db.schema
      .createTable('password_reset')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('address_hash', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.references('person.id').onDelete('cascade'))
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('password_reset_by_address')
      .on('password_reset')
      .columns(['address_hash', 'made_at'])
      .execute();
  },
};
