import type { Migration } from 'kysely/migration';

/** Mails on their way out. */
export const mail: Migration = {
  async up(db) {
    await db.schema
      .createTable('mail')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('partnership_id', 'text', (c) => c.references('partnership.id').onDelete('cascade'))
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('sealed', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('problem', 'text')
      .addColumn('tries', 'integer', (c) => c.notNull())
      .addColumn('due_at', 'text', (c) => c.notNull())
      .addColumn('made_at', 'text', (c) => c.notNull())
      .addColumn('sent_at', 'text')
      .execute();
    await db.schema.createIndex('mail_by_state').on('mail').columns(['state', 'due_at']).execute();
    await db.schema.createIndex('mail_by_partnership').on('mail').columns(['partnership_id', 'made_at']).execute();
  },
};
