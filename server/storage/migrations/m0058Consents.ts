import type { Migration } from 'kysely/migration';

/** What somebody in a session agreed to: to be named in its summary, and to get it by mail. */
export const consents: Migration = {
  async up(db) {
    await db.schema
      .createTable('session_consent')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (c) => c.references('person.id').onDelete('cascade'))
      .addColumn('guest_id', 'text', (c) => c.references('guest.id').onDelete('cascade'))
      .addColumn('actor_id', 'text', (c) => c.notNull())
      .addColumn('name_in_summary', 'integer', (c) => c.notNull())
      .addColumn('mail', 'integer', (c) => c.notNull())
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('sent_version', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('session_consent_key', ['session_id', 'actor_id'])
      .execute();
  },
};
