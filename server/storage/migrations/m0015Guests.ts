import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** People come to one board by a link, without an account. */
export const guests: Migration = {
  async up(db) {
    await makeLinks(db);
    await db.schema
      .createTable('guest_identity')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('token_hash', 'text', (c) => c.notNull().unique())
      .addColumn('made_at', 'text', (c) => c.notNull())
      .execute();
    await makeGuests(db);
  },
};

async function makeLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guest_link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('guest_right', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('most_guests', 'integer', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addColumn('door', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('guest_link_by_board').on('guest_link').columns(['board_id', 'made_at']).execute();
}

async function makeGuests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guest')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('identity_id', 'text', (c) => c.notNull().references('guest_identity.id'))
    .addColumn('link_id', 'text', (c) => c.notNull().references('guest_link.id').onDelete('cascade'))
    .addColumn('board_id', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('muted', 'integer', (c) => c.notNull())
    .addColumn('joined_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .addColumn('person_id', 'text', (c) => c.references('person.id'))
    .execute();
  await db.schema.createIndex('guest_once').on('guest').columns(['identity_id', 'board_id']).unique().execute();
  await db.schema.createIndex('guest_by_board').on('guest').column('board_id').execute();
  await db.schema.createIndex('guest_by_link').on('guest').columns(['link_id', 'joined_at']).execute();
}
