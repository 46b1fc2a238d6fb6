import type { Role } from '../../../src/lib/domain/access/actor.ts';
import type { OrganisationKind } from '../../../src/lib/domain/organisations/organisation.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface MemberRecord {
  id: string;
  name: string;
  email: string;
  role: Role;
  organisationId: string;
  organisation: string;
  organisationKind: OrganisationKind;
}

export class MembershipRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Sets a person's role, as a new member or an old one. */
  async set({ partnershipId, personId, role }: { partnershipId: string; personId: string; role: Role }, at: Instant) {
    await this.#db
      .insertInto('membership')
      .values({ partnership_id: partnershipId, person_id: personId, role, joined_at: at })
      .onConflict((conflict) => conflict.columns(['partnership_id', 'person_id']).doUpdateSet({ role }))
      .execute();
  }

  async remove(partnershipId: string, personId: string): Promise<void> {
    await this.#db
      .deleteFrom('membership')
      .where('partnership_id', '=', partnershipId)
      .where('person_id', '=', personId)
      .execute();
  }

  /** Takes everyone of an organisation out, and returns their person ids. */
  async removeOfOrganisation(partnershipId: string, organisationId: string): Promise<string[]> {
    const rows = await this.#db
      .deleteFrom('membership')
      .where('partnership_id', '=', partnershipId)
      .where('person_id', 'in', ({ selectFrom }) =>
        selectFrom('person').select('id').where('organisation_id', '=', organisationId),
      )
      .returning('person_id')
      .execute();
    return rows.map((row) => row.person_id);
  }

  async rolesOf(personId: string): Promise<Record<string, Role>> {
    const rows = await this.#db
      .selectFrom('membership')
      .select(['partnership_id', 'role'])
      .where('person_id', '=', personId)
      .execute();
    return Object.fromEntries(rows.map((row) => [row.partnership_id, row.role]));
  }

  /** A person's partnerships, and which of them ask their members to prove more than their password. */
  factorsAsked(personId: string): Promise<{ id: string; slug: string; requires: 0 | 1 }[]> {
    return this.#db
      .selectFrom('membership')
      .innerJoin('partnership', 'partnership.id', 'membership.partnership_id')
      .select(['partnership.id', 'partnership.slug', 'partnership.require_factor as requires'])
      .where('membership.person_id', '=', personId)
      .execute();
  }

  async people(partnershipId: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('membership')
      .select('person_id')
      .where('partnership_id', '=', partnershipId)
      .execute();
    return rows.map((row) => row.person_id);
  }

  async conveners(partnershipId: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('membership')
      .select('person_id')
      .where('partnership_id', '=', partnershipId)
      .where('role', '=', 'convener')
      .execute();
    return rows.map((row) => row.person_id);
  }

  /** Everyone in a partnership, by name. */
  members(partnershipId: string): Promise<MemberRecord[]> {
    return this.#db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select([
        'person.id',
        'person.name',
        'person.email',
        'membership.role',
        'organisation.id as organisationId',
        'organisation.name as organisation',
        'organisation.kind as organisationKind',
      ])
      .where('membership.partnership_id', '=', partnershipId)
      .orderBy('person.name')
      .execute();
  }
}
