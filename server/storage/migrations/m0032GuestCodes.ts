import type { Migration } from 'kysely/migration';

/** Codes that are typed: to come in by, and to come back with another browser. */
export const guestCodes: Migration = {
  async up(db) {
    await db.schema
      .createTable('join_code')
      .addColumn('link_id', 'text', (c) => c.primaryKey().references('guest_link.id').onDelete('cascade'))
      .addColumn('code', 'text', (c) => c.notNull().unique())
      .addColumn('ends_at', 'text', (c) => c.notNull())
      .addColumn('wrong', 'integer', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('return_code')
      .addColumn('guest_id', 'text', (c) => c.primaryKey().references('guest.id').onDelete('cascade'))
      .addColumn('code_hash', 'text', (c) => c.notNull().unique())
      .addColumn('ends_at', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('guest_browser')
      .addColumn('identity_id', 'text', (c) => c.notNull().references('guest_identity.id'))
      .addColumn('guest_id', 'text', (c) => c.notNull().references('guest.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('guest_browser_key', ['identity_id', 'guest_id'])
      .execute();
  },
};
