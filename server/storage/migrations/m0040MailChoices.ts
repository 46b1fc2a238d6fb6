import type { Migration } from 'kysely/migration';

/** Mails that somebody does not want, and of which choice and for whom a mail is. */
export const mailChoices: Migration = {
  async up(db) {
    await db.schema
      .createTable('mail_refusal')
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('choice', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('mail_refusal_key', ['person_id', 'choice'])
      .execute();
    await db.schema.alterTable('mail').addColumn('choice', 'text').execute();
    await db.schema.alterTable('mail').addColumn('person_id', 'text').execute();
  },
};
