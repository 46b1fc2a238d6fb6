import type { Migration } from 'kysely/migration';

/**
 * Sessions that go on over days: who was on the board in which of their steps, and who was reminded of what. Both are
 * kept so that nobody is written to who has taken part, or twice.
 */
export const sessionsOverDays: Migration = {
  async up(db) {
    await db.schema
      .alterTable('session')
      .addColumn('over_days', 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createTable('step_visit')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('step_id', 'text', (c) => c.notNull())
      .addColumn('actor_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('step_visit_key', ['session_id', 'step_id', 'actor_id'])
      .execute();
    await db.schema
      .createTable('session_reminder')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('step_id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('about', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('session_reminder_key', ['session_id', 'step_id', 'person_id', 'about'])
      .execute();
  },
};
