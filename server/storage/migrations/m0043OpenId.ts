import type { Migration } from 'kysely/migration';

/** People sign in with what they sign in to elsewhere; who comes with an address of an organisation's domain is of it. */
export const openId: Migration = {
  async up(db) {
    await db.schema
      .createTable('identity')
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('linked_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('identity_key', ['issuer', 'subject'])
      .execute();
    await db.schema.createIndex('identity_by_person').on('identity').column('person_id').execute();
    await db.schema
      .createTable('open_id_attempt')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('provider', 'text', (c) => c.notNull())
      .addColumn('next', 'text', (c) => c.notNull())
      .addColumn('shared', 'integer', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('newcomer')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('proves_factor', 'integer', (c) => c.notNull())
      .addColumn('shared', 'integer', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('organisation_domain')
      .addColumn('domain', 'text', (c) => c.primaryKey())
      .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id').onDelete('cascade'))
      .execute();
    await db.schema
      .alterTable('sign_in')
      .addColumn('proved_factor', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  },
};
