import type { Migration } from 'kysely/migration';

/** Templates that partnerships made of their own boards. They stay when the board goes: nothing refers to it. */
export const ownTemplates: Migration = {
  async up(db) {
    await db.schema
      .createTable('own_template')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('partnership_id', 'text', (c) => c.notNull().references('partnership.id').onDelete('cascade'))
      .addColumn('board_id', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addColumn('picture', 'text', (c) => c.notNull())
      .addColumn('agenda', 'text', (c) => c.notNull())
      .addColumn('made_by', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('organisation_id', 'text', (c) => c.notNull().references('organisation.id'))
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('archived_at', 'text')
      .execute();
    await db.schema
      .createIndex('own_template_by_partnership')
      .on('own_template')
      .columns(['partnership_id', 'name'])
      .execute();
    await db.schema.createIndex('own_template_by_board').on('own_template').column('board_id').execute();
  },
};
