import type { Migration } from 'kysely/migration';

/** Browsers that a person signed in on before, by the hash of a secret they keep: whoever guesses does not hold those up. */
export const knownDevices: Migration = {
  async up(db) {
    await db.schema
      .createTable('known_device')
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id').onDelete('cascade'))
      .addColumn('last_used_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('known_device_key', ['id', 'person_id'])
      .execute();
    await db.schema.createIndex('known_device_by_person').on('known_device').column('person_id').execute();
  },
};
