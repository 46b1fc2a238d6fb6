import type { Migration } from 'kysely/migration';

/** Accounts that their owners closed. Their rows stay, since what they wrote names them. */
export const closedAccounts: Migration = {
  async up(db) {
    await db.schema.alterTable('person').addColumn('closed_at', 'text').execute();
  },
};
