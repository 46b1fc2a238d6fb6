import type { Migration } from 'kysely/migration';

/** Who runs the instance switches accounts off, and sees when each was used last. */
export const running: Migration = {
  async up(db) {
    await db.schema.alterTable('person').addColumn('disabled_at', 'text').execute();
    await db.schema.createIndex('audit_by_actor').on('audit').columns(['actor_id', 'event', 'at']).execute();
  },
};
