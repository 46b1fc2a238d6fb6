import type { Role } from '../../../src/lib/domain/access/actor.ts';
import type { PartnershipSettings } from '../../../src/lib/domain/partnerships/partnership.ts';
import type { IdentifierRule } from '../../../src/lib/domain/sensitive/identifierRule.ts';
import type { Strand } from '../../../src/lib/domain/partnerships/about.ts';
import type { Day } from '../../../src/lib/domain/shared/day.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface Partnership {
  id: string;
  slug: string;
  name: string;
  purpose: string;
}

/** What a partnership says of itself. */
export type AboutRecord = Pick<Partnership, 'name' | 'purpose'> & {
  /** ONS codes. */
  place: readonly string[];
  strands: readonly Strand[];
  /** A day such as `2027-06-30`. */
  reviewOn: string | null;
};

const COLUMNS = ['partnership.id', 'partnership.slug', 'partnership.name', 'partnership.purpose'] as const;

export class PartnershipRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create({ id, slug, name, purpose }: Partnership, at: Instant): Promise<void> {
    await this.#db.insertInto('partnership').values({ id, slug, name, purpose, created_at: at }).execute();
  }

  async bySlug(slug: string): Promise<Partnership | null> {
    const row = await this.#db.selectFrom('partnership').select(COLUMNS).where('slug', '=', slug).executeTakeFirst();
    return row ?? null;
  }

  async byId(id: string): Promise<Partnership | null> {
    const row = await this.#db.selectFrom('partnership').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ?? null;
  }

  /** What it does about identifiers, and the postcodes of its own sites. Throws when there is no such partnership. */
  async settings(id: string): Promise<PartnershipSettings> {
    const row = this.#db.selectFrom('partnership').select(['identifiers', 'known_postcodes']).where('id', '=', id);
    const { identifiers, known_postcodes: lines } = await row.executeTakeFirstOrThrow();
    return { identifiers, knownPostcodes: lines === '' ? [] : lines.split('\n') };
  }

  async setIdentifiers(id: string, identifiers: IdentifierRule): Promise<void> {
    await this.#db.updateTable('partnership').set({ identifiers }).where('id', '=', id).execute();
  }

  async setKnownPostcodes(id: string, postcodes: readonly string[]): Promise<void> {
    const known_postcodes = postcodes.join('\n');
    await this.#db.updateTable('partnership').set({ known_postcodes }).where('id', '=', id).execute();
  }

  /** Whether its members prove more than their password. */
  async requiresFactor(id: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('partnership')
      .select('require_factor')
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.require_factor === 1;
  }

  /** Whether the partnership of a board asks for more than a password. */
  async requiresFactorOn(boardId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom('board')
      .innerJoin('partnership', 'partnership.id', 'board.partnership_id')
      .select('partnership.require_factor as requires')
      .where('board.id', '=', boardId)
      .executeTakeFirst();
    return row?.requires === 1;
  }

  async requireFactor(id: string, isRequired: boolean): Promise<void> {
    const require_factor = isRequired ? 1 : 0;
    await this.#db.updateTable('partnership').set({ require_factor }).where('id', '=', id).execute();
  }

  async about(id: string): Promise<AboutRecord> {
    const { place, strands, ...row } = await this.#db
      .selectFrom('partnership')
      .select(['name', 'purpose', 'place', 'strands', 'review_on as reviewOn'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return { ...row, place: JSON.parse(place) as string[], strands: JSON.parse(strands) as Strand[] };
  }

  async describe(id: string, { name, purpose, place, strands, reviewOn }: AboutRecord): Promise<void> {
    const lists = { place: JSON.stringify(place), strands: JSON.stringify(strands) };
    await this.#db
      .updateTable('partnership')
      .set({ name, purpose, ...lists, review_on: reviewOn })
      .where('id', '=', id)
      .execute();
  }

  async slugs(): Promise<Set<string>> {
    const rows = await this.#db.selectFrom('partnership').select('slug').execute();
    return new Set(rows.map(({ slug }) => slug));
  }

  /** The partnerships a person is a member of, by name; not those in which their access is over today. */
  ofPerson(personId: string, today: Day): Promise<(Partnership & { role: Role })[]> {
    return this.#db
      .selectFrom('membership')
      .innerJoin('partnership', 'partnership.id', 'membership.partnership_id')
      .select([...COLUMNS, 'membership.role'])
      .where('membership.person_id', '=', personId)
      .where(({ eb, or }) => or([eb('membership.ends_on', 'is', null), eb('membership.ends_on', '>=', today)]))
      .orderBy('partnership.name')
      .execute();
  }

  /** Makes an organisation a member; does nothing when it is one already. */
  async addOrganisation(partnershipId: string, organisationId: string, at: Instant): Promise<void> {
    await this.#db
      .insertInto('partnership_organisation')
      .values({ partnership_id: partnershipId, organisation_id: organisationId, joined_at: at })
      .onConflict((conflict) => conflict.columns(['partnership_id', 'organisation_id']).doNothing())
      .execute();
  }

  async removeOrganisation(partnershipId: string, organisationId: string): Promise<void> {
    await this.#db
      .deleteFrom('partnership_organisation')
      .where('partnership_id', '=', partnershipId)
      .where('organisation_id', '=', organisationId)
      .execute();
  }

  async counts(partnershipId: string): Promise<{ organisations: number; people: number }> {
    const count = (table: 'partnership_organisation' | 'membership') =>
      this.#db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('partnership_id', '=', partnershipId)
        .executeTakeFirstOrThrow();
    const [organisations, people] = [await count('partnership_organisation'), await count('membership')];
    return { organisations: Number(organisations.count), people: Number(people.count) };
  }
}
