import type { Migration } from 'kysely/migration';

/** Who was invited to a session and what they were told last, and calendar files that go with mails. */
export const sessionInvitations: Migration = {
  async up(db) {
    await db.schema
      .alterTable('session')
      .addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('mail').addColumn('calendar', 'text').execute();
    await db.schema
      .createTable('session_invitation')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('invited_at', 'text', (c) => c.notNull())
      .addColumn('told_revision', 'integer', (c) => c.notNull())
      .addColumn('told_starts_at', 'text')
      .addPrimaryKeyConstraint('session_invitation_key', ['session_id', 'person_id'])
      .execute();
    await db.schema.createIndex('session_invitation_by_person').on('session_invitation').column('person_id').execute();
  },
};
