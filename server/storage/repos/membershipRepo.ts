import type { Updateable } from 'kysely';
import type { Role } from '../../../src/lib/domain/access/actor.ts';
import type { PartnershipRole, Term } from '../../../src/lib/domain/partnerships/membership.ts';
import type { Day } from '../../../src/lib/domain/shared/day.ts';
import type { OrganisationKind } from '../../../src/lib/domain/organisations/organisation.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';
import type { MembershipTable } from '../tables/tables.ts';

export interface MemberRecord extends Term {
  id: string;
  name: string;
  email: string;
  jobTitle: string;
  role: Role;
  partnershipRole: PartnershipRole | null;
  organisationId: string;
  organisation: string;
  organisationKind: OrganisationKind;
}

/** One person in one partnership. */
export interface MemberKey {
  partnershipId: string;
  personId: string;
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

  /** Partnership id → role there, of those in which their access is not over today. */
  async rolesOf(personId: string, today: Day): Promise<Record<string, Role>> {
    const rows = await this.#db
      .selectFrom('membership')
      .select(['partnership_id', 'role'])
      .where('person_id', '=', personId)
      .where(({ eb, or }) => or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)]))
      .execute();
    return Object.fromEntries(rows.map((row) => [row.partnership_id, row.role]));
  }

  /** Ids of every partnership they are in, also where their access is over and nobody has taken them out yet. */
  async partnershipsOf(personId: string): Promise<string[]> {
    const query = this.#db.selectFrom('membership').select('partnership_id').where('person_id', '=', personId);
    return (await query.execute()).map((row) => row.partnership_id);
  }

  async setTerm(partnershipId: string, personId: string, { endsOn, independent }: Term): Promise<void> {
    await this.#change(partnershipId, personId, { ends_on: endsOn, independent: independent ? 1 : 0 });
  }

  async setPartnershipRole(partnershipId: string, personId: string, role: PartnershipRole | null): Promise<void> {
    await this.#change(partnershipId, personId, { partnership_role: role });
  }

  /** Writes down that they were told of the last day they have now. */
  async setWarned(partnershipId: string, personId: string, of: Day): Promise<void> {
    await this.#change(partnershipId, personId, { warned_of: of });
  }

  /** Everywhere, those whose access is over today. */
  over(today: Day): Promise<MemberKey[]> {
    return this.#db
      .selectFrom('membership')
      .select(['partnership_id as partnershipId', 'person_id as personId'])
      .where('ends_on', '<', today)
      .execute();
  }

  /** Everywhere, those whose access ends at or before this day and who were not told of it. */
  async unwarned(until: Day): Promise<(MemberKey & { endsOn: Day })[]> {
    const rows = await this.#db
      .selectFrom('membership')
      .select(['partnership_id as partnershipId', 'person_id as personId', 'ends_on as endsOn'])
      .where('ends_on', '<=', until)
      .where(({ eb, or, ref }) => or([eb('warned_of', 'is', null), eb('warned_of', '!=', ref('ends_on'))]))
      .execute();
    return rows.flatMap(({ endsOn, ...key }) => (endsOn === null ? [] : [{ ...key, endsOn }]));
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

  /** Conveners whose access has no end. */
  async lastingConveners(partnershipId: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('membership')
      .select('person_id')
      .where('partnership_id', '=', partnershipId)
      .where('role', '=', 'convener')
      .where('ends_on', 'is', null)
      .execute();
    return rows.map((row) => row.person_id);
  }

  /** Everyone in a partnership, by name. */
  async members(partnershipId: string): Promise<MemberRecord[]> {
    const rows = await this.#db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select([
        'person.id',
        'person.name',
        'person.email',
        'person.job_title as jobTitle',
        'membership.role',
        'membership.partnership_role as partnershipRole',
        'membership.ends_on as endsOn',
        'membership.independent',
        'organisation.id as organisationId',
        'organisation.name as organisation',
        'organisation.kind as organisationKind',
      ])
      .where('membership.partnership_id', '=', partnershipId)
      .orderBy('person.name')
      .execute();
    return rows.map(({ independent, ...row }) => ({ ...row, independent: independent === 1 }));
  }

  async #change(partnershipId: string, personId: string, patch: Updateable<MembershipTable>): Promise<void> {
    await this.#db
      .updateTable('membership')
      .set(patch)
      .where('partnership_id', '=', partnershipId)
      .where('person_id', '=', personId)
      .execute();
  }
}
