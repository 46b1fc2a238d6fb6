import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../server/storage/database.ts';
import { DatabaseTooNew, openDatabase } from '../../server/storage/database.ts';
import { openSqlite } from '../../server/storage/dialects/sqlite.ts';
import { inTransaction } from '../../server/storage/inTransaction.ts';
import { firstSchema } from '../../server/storage/migrations/m0001FirstSchema.ts';
import { openRepos } from '../../server/storage/repos.ts';

const AT = '2026-11-24T12:00:00.000Z';
const LATER = '2026-11-24T13:00:00.000Z';

interface Dialect {
  name: string;
  open(folder: string): Promise<Database>;
}

/** The laws of the records, the same on every database. */
function recordsContract({ open }: Dialect): void {
  let folder: string;
  let db: Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-records-'));
    db = await open(folder);
  });
  afterEach(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  async function someone(id: string): Promise<void> {
    const repos = openRepos(db);
    await repos.organisations.create(
      { id: `o-${id}`, name: `Organisation of ${id}`, kind: 'icb', footprint: ['E1'] },
      AT,
    );
    const person = { id, name: id, email: `${id}@icb.example`, organisationId: `o-${id}`, operator: false };
    await repos.people.create({ ...person, passwordHash: 'hash', at: AT });
  }

  async function board(id: string): Promise<void> {
    const repos = openRepos(db);
    if (!(await repos.partnerships.bySlug('p'))) {
      await repos.partnerships.create({ id: 'p', slug: 'p', name: 'P', purpose: '' }, AT);
    }
    await repos.boards.create({ id, partnershipId: 'p', title: id, template: null, by: null, at: AT });
  }

  test('a transaction keeps all or nothing, also one inside another', async () => {
    const failure = inTransaction(db, async (repos, transaction) => {
      await repos.organisations.create({ id: 'a', name: 'A', kind: 'school', footprint: [] }, AT);
      await inTransaction(transaction, (inner) =>
        inner.organisations.create({ id: 'b', name: 'B', kind: 'school', footprint: [] }, AT),
      );
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    expect(await openRepos(db).organisations.byId('a')).toBeNull();
    expect(await openRepos(db).organisations.byId('b')).toBeNull();
  });

  test('what refers to nothing is refused', async () => {
    const { boards, memberships } = openRepos(db);
    const orphan = { id: 'b', partnershipId: 'none', title: 'B', template: null, by: null, at: AT };
    await expect(boards.create(orphan)).rejects.toThrow();
    await expect(memberships.set({ partnershipId: 'none', personId: 'none', role: 'viewer' }, AT)).rejects.toThrow();
  });

  test('a thing is taken off its board once, and moves from state to state once', async () => {
    await someone('ana');
    await board('b');
    const { takenOff } = openRepos(db);
    const record = { id: 't', partnershipId: 'p', boardId: 'b', itemId: 'i', kind: 'card', takenAt: AT } as const;
    const whole = { ...record, takenBy: 'ana', reviewerId: 'ana', sealed: 'first' };
    expect([await takenOff.add(whole), await takenOff.add({ ...whole, id: 'u', sealed: 'second' })]).toEqual([
      true,
      false,
    ]);
    expect([await takenOff.sealed('t'), await takenOff.sealed('u')]).toEqual(['first', null]);
    expect([await takenOff.waiting('p'), await takenOff.inState('taking')]).toMatchObject([[], [{ id: 't' }]]);
    const move = () => takenOff.move('t', { from: 'taking', to: 'off' });
    expect([await move(), await move()]).toEqual([true, false]);
    expect(await takenOff.waiting('p')).toMatchObject([{ id: 't', itemId: 'i', kind: 'card', state: 'off' }]);
    expect([await takenOff.remove('t', 'restoring'), await takenOff.remove('t', 'off')]).toEqual([false, true]);
    expect(await takenOff.ofItems('b', ['i'])).toEqual([]);
  });

  test('an address and a slug belong to one', async () => {
    await someone('ana');
    const { people, partnerships } = openRepos(db);
    const twin = { id: 'x', name: 'X', email: 'ana@icb.example', organisationId: 'o-ana', operator: false };
    await expect(people.create({ ...twin, passwordHash: '', at: AT })).rejects.toThrow();
    await partnerships.create({ id: 'p', slug: 'p', name: 'P', purpose: '' }, AT);
    await expect(partnerships.create({ id: 'q', slug: 'p', name: 'Q', purpose: '' }, AT)).rejects.toThrow();
  });

  test('a person is read back as written, with their organisation', async () => {
    await someone('ana');
    expect(await openRepos(db).people.byEmail('ana@icb.example')).toEqual({
      id: 'ana',
      jobTitle: '',
      name: 'ana',
      email: 'ana@icb.example',
      organisationId: 'o-ana',
      operator: false,
      disabledAt: null,
      organisation: 'Organisation of ana',
      organisationKind: 'icb',
    });
    expect((await openRepos(db).organisations.byId('o-ana'))?.footprint).toEqual(['E1']);
  });

  test('making a board twice makes one, and changes nothing of it', async () => {
    await board('b');
    await openRepos(db).boards.rename('b', 'Renamed');
    await board('b');
    expect((await openRepos(db).boards.byId('b'))?.title).toBe('Renamed');
  });

  test('a scope is replaced whole; one that names nobody stays closed', async () => {
    await someone('ana');
    await board('b');
    const { boards } = openRepos(db);
    await boards.setScope('b', { open: 'named', people: ['ana'], organisations: ['o-ana'] });
    expect((await boards.byId('b'))?.scope).toEqual({ open: 'named', people: ['ana'], organisations: ['o-ana'] });
    await boards.setScope('b', { open: 'named', people: [], organisations: [] });
    expect((await boards.byId('b'))?.scope).toEqual({ open: 'named', people: [], organisations: [] });
    await boards.setScope('b', { open: 'partnership' });
    expect((await boards.byId('b'))?.scope).toEqual({ open: 'partnership' });
  });

  test('an edit nobody is known for leaves the last name standing', async () => {
    await board('b');
    const { boards } = openRepos(db);
    const picture = { zones: [], cards: [{ x: 1, y: 2, w: 3, h: 4, colour: 'teal' as const }] };
    await boards.setEdited('b', { by: 'ana', at: AT, picture });
    await boards.setEdited('b', { by: null, at: LATER, picture });
    expect(await boards.byId('b')).toMatchObject({ editedBy: 'ana', editedAt: LATER });
    expect((await boards.pictures(['b']))('b')).toEqual(picture);
    expect((await boards.pictures(['b']))('other')).toEqual({ zones: [], cards: [] });
  });

  test('sign-ins whose time is up are found by it', async () => {
    await someone('ana');
    const { signIns } = openRepos(db);
    const dates = { startedAt: AT, lastUsedAt: AT, endsAt: LATER };
    const record = { personId: 'ana', device: 'd', shared: true, provedFactor: false, ...dates };
    await signIns.create({ ...record, id: 'early', handle: 'h1', expiresAt: AT });
    await signIns.create({ ...record, id: 'late', handle: 'h2', expiresAt: LATER });
    expect(await signIns.expired(AT)).toEqual(['early']);
    await signIns.remove(['early']);
    expect(await signIns.all()).toEqual(['late']);
    expect(await signIns.byId('late')).toEqual({ ...record, id: 'late', handle: 'h2', expiresAt: LATER });
  });

  test('of the browsers known to a person those used last are kept, and nobody else’s are touched', async () => {
    await someone('ana');
    await someone('ben');
    const { knownDevices } = openRepos(db);
    const use = (id: string, personId: string, lastUsedAt: string) =>
      knownDevices.keep({ id, personId, lastUsedAt }, 2);
    await use('shared', 'ben', AT);
    await use('shared', 'ana', AT);
    await use('phone', 'ana', AT);
    await use('shared', 'ana', LATER);
    await use('laptop', 'ana', LATER);
    const people = (since: string) =>
      Promise.all(['shared', 'phone', 'laptop'].map(async (id) => (await knownDevices.peopleOf(id, since)).sort()));
    expect(await people('')).toEqual([['ana', 'ben'], [], ['ana']]);
    expect(await people(AT)).toEqual([['ana'], [], ['ana']]);
    await knownDevices.clearBefore(AT);
    expect(await people('')).toEqual([['ana'], [], ['ana']]);
    await knownDevices.removeOfPerson('ana');
    expect(await people('')).toEqual([[], [], []]);
  });
}

const dialects: readonly Dialect[] = [
  { name: 'SQLite', open: (folder) => openDatabase(join(folder, 'throughline.db')) },
];
for (const dialect of dialects) describe(`records on ${dialect.name}`, () => recordsContract(dialect));

describe('migrations', () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'throughline-migrations-')), 'throughline.db');
  });
  afterEach(() => rmSync(join(path, '..'), { recursive: true, force: true }));

  test('bring an older database up to date and keep what is in it', async () => {
    const older = new Kysely<never>({ dialect: new SqliteDialect({ database: openSqlite(path) }) });
    const provider = { getMigrations: () => Promise.resolve({ '0001-first-schema': firstSchema }) };
    expect((await new Migrator({ db: older, provider }).migrateToLatest()).error).toBeUndefined();
    await openRepos(older as unknown as Database).partnerships.create(
      { id: 'p', slug: 'p', name: 'P', purpose: '' },
      AT,
    );
    await older.destroy();
    const db = await openDatabase(path);
    await openRepos(db).probe.write(AT);
    expect((await openRepos(db).partnerships.bySlug('p'))?.name).toBe('P');
    await db.destroy();
  });

  test('a database of a newer version is refused and left as it is', async () => {
    const db = await openDatabase(path);
    const migrations = db.withTables<{ kysely_migration: { name: string; timestamp: string } }>();
    await migrations.insertInto('kysely_migration').values({ name: '9999-from-the-future', timestamp: AT }).execute();
    const ran = await migrations.selectFrom('kysely_migration').select('name').orderBy('name').execute();
    await db.destroy();
    await expect(openDatabase(path)).rejects.toBeInstanceOf(DatabaseTooNew);
    const after = openSqlite(path);
    expect(after.prepare('select name from kysely_migration order by name').all()).toEqual(ran);
    after.close();
  });
});
