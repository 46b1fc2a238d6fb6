import type { OrganisationKind } from '../../../src/lib/domain/organisations/organisation.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  organisationId: string;
  operator: boolean;
}

/** A person as they are kept: also somebody who was shut out. */
export interface PersonRecord extends Person {
  /** Empty where they said none. */
  jobTitle: string;
  /** Since when they cannot sign in; null of those who can. */
  disabledAt: Instant | null;
}

/** A person with the organisation shown beside their name. */
export interface PersonWithOrganisation extends PersonRecord {
  organisation: string;
  organisationKind: OrganisationKind;
}

export class PersonRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create(person: Person & { passwordHash: string; at: Instant }): Promise<void> {
    await this.#db
      .insertInto('person')
      .values({
        id: person.id,
        name: person.name,
        email: person.email,
        organisation_id: person.organisationId,
        password_hash: person.passwordHash,
        operator: person.operator ? 1 : 0,
        created_at: person.at,
      })
      .execute();
  }

  async byId(id: string): Promise<PersonWithOrganisation | null> {
    return (await this.#found().where('person.id', '=', id).executeTakeFirst().then(toPerson)) ?? null;
  }

  async byEmail(email: string): Promise<PersonWithOrganisation | null> {
    return (await this.#found().where('person.email', '=', email).executeTakeFirst().then(toPerson)) ?? null;
  }

  async byIds(ids: readonly string[]): Promise<PersonWithOrganisation[]> {
    if (ids.length === 0) return [];
    const rows = await this.#found().where('person.id', 'in', ids).execute();
    return rows.flatMap((row) => toPerson(row) ?? []);
  }

  /** Null also of somebody who has none, and signs in elsewhere. */
  async passwordHash(id: string): Promise<string | null> {
    const row = await this.#db.selectFrom('person').select('password_hash').where('id', '=', id).executeTakeFirst();
    return row?.password_hash || null;
  }

  async setPasswordHash(id: string, passwordHash: string): Promise<void> {
    await this.#db.updateTable('person').set({ password_hash: passwordHash }).where('id', '=', id).execute();
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#db.updateTable('person').set({ name }).where('id', '=', id).execute();
  }

  async setJobTitle(id: string, jobTitle: string): Promise<void> {
    await this.#db.updateTable('person').set({ job_title: jobTitle }).where('id', '=', id).execute();
  }

  /** Closes an account; another address stands in the place of its own, which is free then. */
  async close(id: string, { email, at }: { email: string; at: Instant }): Promise<void> {
    await this.#db.updateTable('person').set({ email, closed_at: at, operator: 0 }).where('id', '=', id).execute();
  }

  async setDisabled(id: string, at: Instant | null): Promise<void> {
    await this.#db.updateTable('person').set({ disabled_at: at }).where('id', '=', id).execute();
  }

  async setOperator(id: string, operator: boolean): Promise<void> {
    await this.#db
      .updateTable('person')
      .set({ operator: operator ? 1 : 0 })
      .where('id', '=', id)
      .execute();
  }

  /** Ids of those who run the instance and can sign in. */
  async operators(): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('person')
      .select('id')
      .where('operator', '=', 1)
      .where('disabled_at', 'is', null)
      .execute();
    return rows.map(({ id }) => id);
  }

  async anyOperator(): Promise<boolean> {
    const row = await this.#db.selectFrom('person').select('id').where('operator', '=', 1).executeTakeFirst();
    return row !== undefined;
  }

  #found() {
    return this.#db
      .selectFrom('person')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select([
        'person.id',
        'person.name',
        'person.email',
        'person.organisation_id',
        'person.operator',
        'person.disabled_at',
        'person.job_title',
        'organisation.name as organisation',
        'organisation.kind as organisation_kind',
      ]);
  }
}

interface Row {
  id: string;
  name: string;
  email: string;
  organisation_id: string;
  operator: 0 | 1;
  disabled_at: Instant | null;
  job_title: string;
  organisation: string;
  organisation_kind: OrganisationKind;
}

function toPerson(row: Row | undefined): PersonWithOrganisation | undefined {
  return (
    row && {
      id: row.id,
      name: row.name,
      email: row.email,
      organisationId: row.organisation_id,
      operator: row.operator === 1,
      disabledAt: row.disabled_at,
      jobTitle: row.job_title,
      organisation: row.organisation,
      organisationKind: row.organisation_kind,
    }
  );
}
