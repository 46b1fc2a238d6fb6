import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** One organisation asks that another be taken out. */
export interface Removal {
  partnershipId: string;
  organisationId: string;
  askedBy: string;
  askingOrganisationId: string;
  askedAt: Instant;
}

export class RemovalRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Asks once: who asked first stays. */
  async ask({ partnershipId, organisationId, askedBy, askingOrganisationId, askedAt }: Removal): Promise<void> {
    await this.#db
      .insertInto('removal')
      .values({
        partnership_id: partnershipId,
        organisation_id: organisationId,
        asked_by: askedBy,
        asking_organisation_id: askingOrganisationId,
        asked_at: askedAt,
      })
      .onConflict((conflict) => conflict.columns(['partnership_id', 'organisation_id']).doNothing())
      .execute();
  }

  of(partnershipId: string): Promise<Removal[]> {
    return this.#db
      .selectFrom('removal')
      .select([
        'partnership_id as partnershipId',
        'organisation_id as organisationId',
        'asked_by as askedBy',
        'asking_organisation_id as askingOrganisationId',
        'asked_at as askedAt',
      ])
      .where('partnership_id', '=', partnershipId)
      .execute();
  }

  /** Nobody asks any more that it be taken out. */
  async clear(partnershipId: string, organisationId: string): Promise<void> {
    await this.#db
      .deleteFrom('removal')
      .where('partnership_id', '=', partnershipId)
      .where('organisation_id', '=', organisationId)
      .execute();
  }

  /** An organisation that is gone asks for nothing. */
  async clearAskedBy(partnershipId: string, askingOrganisationId: string): Promise<void> {
    await this.#db
      .deleteFrom('removal')
      .where('partnership_id', '=', partnershipId)
      .where('asking_organisation_id', '=', askingOrganisationId)
      .execute();
  }
}
