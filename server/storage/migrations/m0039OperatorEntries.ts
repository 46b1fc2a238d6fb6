import type { Migration } from 'kysely/migration';

/** Operators come into a partnership for a while, with a reason that its conveners see. */
export const operatorEntries: Migration = {
  async up(db) {
    await db.schema
      .createTable('operator_entry')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('partnership_id', 'text', (c) => c.notNull().references('partnership.id').onDelete('cascade'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('entered_at', 'text', (c) => c.notNull())
      .addColumn('ends_at', 'text', (c) => c.notNull())
      .addColumn('left_at', 'text')
      .execute();
    const index = (name: string, column: string) =>
      db.schema.createIndex(name).on('operator_entry').columns([column, 'left_at']).execute();
    await index('operator_entry_by_person', 'person_id');
    await index('operator_entry_by_partnership', 'partnership_id');
  },
};
