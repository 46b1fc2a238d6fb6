import type { Organisation } from '../../../src/lib/domain/organisations/organisation.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';
import type { OrganisationTable } from '../tables/tables.ts';

const COLUMNS = ['organisation.id', 'organisation.name', 'organisation.kind', 'organisation.footprint'] as const;

export class OrganisationRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create({ id, name, kind, footprint }: Organisation, at: Instant): Promise<void> {
    await this.#db
      .insertInto('organisation')
      .values({ id, name, kind, footprint: JSON.stringify(footprint), created_at: at })
      .execute();
  }

  async byId(id: string): Promise<Organisation | null> {
    const row = await this.#db.selectFrom('organisation').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ? toOrganisation(row) : null;
  }

  async byName(name: string): Promise<Organisation | null> {
    const row = await this.#db.selectFrom('organisation').select(COLUMNS).where('name', '=', name).executeTakeFirst();
    return row ? toOrganisation(row) : null;
  }

  /** The member organisations of a partnership, in order of joining. */
  async inPartnership(partnershipId: string): Promise<Organisation[]> {
    const rows = await this.#db
      .selectFrom('partnership_organisation')
      .innerJoin('organisation', 'organisation.id', 'partnership_organisation.organisation_id')
      .select(COLUMNS)
      .where('partnership_organisation.partnership_id', '=', partnershipId)
      .orderBy('partnership_organisation.joined_at')
      .orderBy('organisation.name')
      .execute();
    return rows.map(toOrganisation);
  }
}

function toOrganisation(row: Pick<OrganisationTable, 'id' | 'name' | 'kind' | 'footprint'>): Organisation {
  return { id: row.id, name: row.name, kind: row.kind, footprint: JSON.parse(row.footprint) as string[] };
}
