import type { Migration } from 'kysely/migration';

/** People prove who they are with a code of an authenticator beside their password. */
export const factors: Migration = {
  async up(db) {
    await db.schema
      .createTable('authenticator')
      .addColumn('person_id', 'text', (c) => c.primaryKey().references('person.id').onDelete('cascade'))
      .addColumn('sealed', 'text', (c) => c.notNull())
      .addColumn('begun_at', 'text', (c) => c.notNull())
      .addColumn('confirmed_at', 'text')
      .addColumn('last_step', 'integer', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('recovery_code')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
      .execute();
    await db.schema.createIndex('recovery_code_by_person').on('recovery_code').column('person_id').execute();
    await db.schema
      .createTable('half_sign_in')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('shared', 'integer', (c) => c.notNull())
      .addColumn('tries', 'integer', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute();
  },
};
