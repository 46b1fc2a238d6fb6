import type { Migration } from 'kysely/migration';

/** Who was on a session's board while it went on: a person's id or a guest's, each once. */
export const attendance: Migration = {
  async up(db) {
    await db.schema
      .createTable('attendance')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('actor_id', 'text', (c) => c.notNull())
      .addColumn('organisation_id', 'text', (c) => c.references('organisation.id'))
      .addColumn('first_seen', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('attendance_key', ['session_id', 'actor_id'])
      .execute();
    await db.schema.createIndex('attendance_by_actor').on('attendance').column('actor_id').execute();
  },
};
