import { sql } from 'kysely';
import type {
  Listed,
  OrganisationEntry,
  Overview,
  PartnershipEntry,
  PersonEntry,
} from '../../../src/lib/domain/instance/instance.ts';
import type { Role } from '../../../src/lib/domain/access/actor.ts';
import type { Database } from '../database.ts';

/** What there is on the whole instance, as lists and numbers. No board is named here, and nothing on one is read. */
export class InstanceRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** By name. */
  async organisations(): Promise<OrganisationEntry[]> {
    const rows = await this.#db
      .selectFrom('organisation')
      .select(({ selectFrom, fn }) => [
        'organisation.id',
        'organisation.name',
        'organisation.kind',
        selectFrom('person')
          .select(fn.countAll<number | string>().as('count'))
          .whereRef('person.organisation_id', '=', 'organisation.id')
          .as('people'),
        selectFrom('partnership_organisation')
          .select(fn.countAll<number | string>().as('count'))
          .whereRef('partnership_organisation.organisation_id', '=', 'organisation.id')
          .as('partnerships'),
      ])
      .orderBy('organisation.name')
      .execute();
    return rows.map(({ people, partnerships, ...row }) => ({
      ...row,
      people: Number(people),
      partnerships: Number(partnerships),
    }));
  }

  /** Those whose name or email holds the words, by name; everyone where there are none. */
  async people({ words, limit }: { words: string; limit: number }): Promise<Listed<PersonEntry>> {
    let found = this.#people();
    if (words !== '') {
      const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
      const holds = (column: 'person.name' | 'person.email') =>
        sql<boolean>`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'`;
      found = found.where(({ or }) => or([holds('person.name'), holds('person.email')]));
    }
    const rows = await found
      .orderBy('person.name')
      .orderBy('person.id')
      .limit(limit + 1)
      .execute();
    return { entries: rows.slice(0, limit).map(toPerson), hasMore: rows.length > limit };
  }

  async person(id: string): Promise<PersonEntry | null> {
    const row = await this.#people().where('person.id', '=', id).executeTakeFirst();
    return row ? toPerson(row) : null;
  }

  /** What they are a member of, by name. */
  membershipsOf(personId: string): Promise<{ slug: string; name: string; role: Role }[]> {
    return this.#db
      .selectFrom('membership')
      .innerJoin('partnership', 'partnership.id', 'membership.partnership_id')
      .select(['partnership.slug', 'partnership.name', 'membership.role'])
      .where('membership.person_id', '=', personId)
      .orderBy('partnership.name')
      .execute();
  }

  /** By name. */
  async partnerships(): Promise<PartnershipEntry[]> {
    const rows = await this.#db
      .selectFrom('partnership')
      .select(({ selectFrom, fn }) => [
        'partnership.id',
        'partnership.slug',
        'partnership.name',
        selectFrom('membership')
          .select(fn.countAll<number | string>().as('count'))
          .whereRef('membership.partnership_id', '=', 'partnership.id')
          .as('people'),
        selectFrom('board')
          .select(fn.countAll<number | string>().as('count'))
          .whereRef('board.partnership_id', '=', 'partnership.id')
          .as('boards'),
      ])
      .orderBy('partnership.name')
      .execute();
    const [organisations, conveners] = [await this.#organisationNames(), await this.#convenerNames()];
    return rows.map(({ people, boards, ...row }) => ({
      ...row,
      organisations: organisations.get(row.id) ?? [],
      people: Number(people),
      conveners: conveners.get(row.id) ?? [],
      boards: Number(boards),
    }));
  }

  async counts(): Promise<Overview['counts']> {
    const count = async (table: 'organisation' | 'person' | 'partnership' | 'board') => {
      const all = this.#db.selectFrom(table).select(({ fn }) => fn.countAll<number | string>().as('count'));
      return Number((await all.executeTakeFirstOrThrow()).count);
    };
    return {
      organisations: await count('organisation'),
      people: await count('person'),
      partnerships: await count('partnership'),
      boards: await count('board'),
    };
  }

  async sqliteVersion(): Promise<string> {
    const { rows } = await sql<{ version: string }>`select sqlite_version() as version`.execute(this.#db);
    return rows[0]?.version ?? '';
  }

  async #organisationNames(): Promise<Map<string, string[]>> {
    const rows = await this.#db
      .selectFrom('partnership_organisation')
      .innerJoin('organisation', 'organisation.id', 'partnership_organisation.organisation_id')
      .select(['partnership_organisation.partnership_id', 'organisation.name'])
      .orderBy('organisation.name')
      .execute();
    return namesBy(rows);
  }

  async #convenerNames(): Promise<Map<string, string[]>> {
    const rows = await this.#db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .select(['membership.partnership_id', 'person.name'])
      .where('membership.role', '=', 'convener')
      .orderBy('person.name')
      .execute();
    return namesBy(rows);
  }

  #people() {
    return this.#db
      .selectFrom('person')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select(({ selectFrom }) => [
        'person.id',
        'person.name',
        'person.email',
        'organisation.name as organisation',
        'person.operator',
        'person.disabled_at as disabledAt',
        selectFrom('audit')
          .select((audit) => audit.fn.max('audit.at').as('at'))
          .whereRef('audit.actor_id', '=', 'person.id')
          .where('audit.event', '=', 'signIn.started')
          .as('lastSignInAt'),
      ]);
  }
}

function toPerson<Row extends { operator: 0 | 1 }>({ operator, ...row }: Row) {
  return { ...row, operator: operator === 1 };
}

function namesBy(rows: readonly { partnership_id: string; name: string }[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { partnership_id: id, name } of rows) names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}
