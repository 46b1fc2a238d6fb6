import type { Migration } from 'kysely/migration';

/** The audit trail says from which organisation and which address something was done. */
export const auditOrigin: Migration = {
  async up(db) {
    await db.schema.alterTable('audit').addColumn('organisation_id', 'text').execute();
    await db.schema.alterTable('audit').addColumn('address', 'text').execute();
    await db.schema.createIndex('audit_by_partnership').on('audit').columns(['partnership_id', 'at']).execute();
  },
};
