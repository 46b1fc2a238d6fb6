import type { Migration } from 'kysely/migration';

/** Guests who may write use the lock of their device, where a second factor is asked for. */
export const guestKeys: Migration = {
  async up(db) {
    await db.schema
      .createTable('guest_key')
      .addColumn('identity_id', 'text', (c) => c.primaryKey().references('guest_identity.id').onDelete('cascade'))
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('public_key', 'text', (c) => c.notNull())
      .addColumn('counter', 'integer', (c) => c.notNull())
      .addColumn('used_at', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('guest_key_by_use').on('guest_key').column('used_at').execute();
    await db.schema
      .createTable('guest_challenge')
      .addColumn('identity_id', 'text', (c) => c.primaryKey().references('guest_identity.id').onDelete('cascade'))
      .addColumn('challenge_hash', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute();
  },
};
