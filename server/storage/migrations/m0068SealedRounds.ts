import type { Migration } from 'kysely/migration';

/** Private cards that were not revealed in their session, and that a facilitator left with their writers. */
export const sealedRounds: Migration = {
  async up(db) {
    await db.schema.alterTable('private_round').addColumn('left_at', 'text').execute();
  },
};
