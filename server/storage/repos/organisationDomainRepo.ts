import type { Database } from '../database.ts';

/** Which organisation people work for, by the domain of their address. */
export class OrganisationDomainRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async organisationOf(domain: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom('organisation_domain')
      .select('organisation_id')
      .where('domain', '=', domain)
      .executeTakeFirst();
    return row?.organisation_id ?? null;
  }

  async of(organisationId: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('organisation_domain')
      .select('domain')
      .where('organisation_id', '=', organisationId)
      .orderBy('domain')
      .execute();
    return rows.map(({ domain }) => domain);
  }

  /** Those of another organisation, of the ones given. */
  async taken(domains: readonly string[], organisationId: string): Promise<string[]> {
    if (domains.length === 0) return [];
    const rows = await this.#db
      .selectFrom('organisation_domain')
      .select('domain')
      .where('domain', 'in', domains)
      .where('organisation_id', '!=', organisationId)
      .execute();
    return rows.map(({ domain }) => domain);
  }

  async set(organisationId: string, domains: readonly string[]): Promise<void> {
    await this.#db.deleteFrom('organisation_domain').where('organisation_id', '=', organisationId).execute();
    const rows = domains.map((domain) => ({ domain, organisation_id: organisationId }));
    if (rows.length > 0) await this.#db.insertInto('organisation_domain').values(rows).execute();
  }
}
