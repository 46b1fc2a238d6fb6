import type { Migration } from 'kysely/migration';

/** What a facilitator said of the room of a session, and who asks for more time there while it goes on. */
export const sessionRooms: Migration = {
  async up(db) {
    await db.schema
      .createTable('session_room')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('session.id').onDelete('cascade'))
      .addColumn('without_device', 'integer', (c) => c.notNull())
      .addColumn('joining', 'text', (c) => c.references('guest_link.id').onDelete('set null'))
      .execute();
    await db.schema
      .createTable('time_asked')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('actor_id', 'text', (c) => c.notNull())
      .addColumn('step', 'text', (c) => c.notNull())
      .addColumn('began', 'text', (c) => c.notNull())
      .addColumn('allowed', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('time_asked_key', ['session_id', 'actor_id'])
      .execute();
  },
};
