import type { Migration } from 'kysely/migration';

/** The groups of a session, and who is in which. */
export const sessionGroups: Migration = {
  async up(db) {
    await db.schema
      .createTable('session_grouping')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('session.id').onDelete('cascade'))
      .addColumn('how', 'text', (c) => c.notNull())
      .addColumn('made', 'text', (c) => c.notNull())
      .addColumn('back', 'text')
      .execute();
    await db.schema
      .createTable('session_group')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('zones', 'text', (c) => c.notNull())
      .addColumn('board_id', 'text', (c) => c.references('board.id').onDelete('set null'))
      .execute();
    await db.schema.createIndex('session_group_session').on('session_group').column('session_id').execute();
    await db.schema.createIndex('session_group_board').on('session_group').column('board_id').execute();
    await db.schema
      .createTable('session_group_member')
      .addColumn('session_id', 'text', (c) => c.notNull().references('session.id').onDelete('cascade'))
      .addColumn('actor_id', 'text', (c) => c.notNull())
      .addColumn('group_id', 'text', (c) => c.references('session_group.id').onDelete('set null'))
      .addPrimaryKeyConstraint('session_group_member_key', ['session_id', 'actor_id'])
      .execute();
  },
};
