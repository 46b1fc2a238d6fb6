import type { Visit } from '../../../src/lib/domain/partnerships/operatorVisit.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

const COLUMNS = [
  'operator_entry.id',
  'operator_entry.partnership_id as partnershipId',
  'operator_entry.person_id as personId',
  'operator_entry.role',
  'operator_entry.reason',
  'operator_entry.entered_at as enteredAt',
  'operator_entry.ends_at as endsAt',
] as const;

/** Operators who are in a partnership for a while. */
export class OperatorEntryRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(visit: Visit): Promise<void> {
    await this.#db
      .insertInto('operator_entry')
      .values({
        ...{ id: visit.id, partnership_id: visit.partnershipId, person_id: visit.personId, role: visit.role },
        ...{ reason: visit.reason, entered_at: visit.enteredAt, ends_at: visit.endsAt, left_at: null },
      })
      .execute();
  }

  /** A person's that hold now, each with what its partnership asks of who comes in. */
  ofPerson(personId: string, now: Instant): Promise<(Visit & { slug: string; name: string; requires: 0 | 1 })[]> {
    return this.#current(now)
      .innerJoin('partnership', 'partnership.id', 'operator_entry.partnership_id')
      .select(['partnership.slug', 'partnership.name', 'partnership.require_factor as requires'])
      .where('operator_entry.person_id', '=', personId)
      .orderBy('partnership.name')
      .execute();
  }

  /** Who is in a partnership now, the one who came first before the others. */
  inPartnership(partnershipId: string, now: Instant): Promise<(Visit & { name: string; organisation: string })[]> {
    return this.#current(now)
      .innerJoin('person', 'person.id', 'operator_entry.person_id')
      .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select(['person.name', 'organisation.name as organisation'])
      .where('operator_entry.partnership_id', '=', partnershipId)
      .where('person.operator', '=', 1)
      .orderBy('operator_entry.entered_at')
      .execute();
  }

  /** Those whose time is up and of whom that was not noted yet. */
  over(now: Instant): Promise<Visit[]> {
    return this.#db
      .selectFrom('operator_entry')
      .select(COLUMNS)
      .where('left_at', 'is', null)
      .where('ends_at', '<=', now)
      .execute();
  }

  /** False when it was over already. */
  async end(id: string, at: Instant): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('operator_entry')
      .set({ left_at: at })
      .where('id', '=', id)
      .where('left_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  #current(now: Instant) {
    return this.#db
      .selectFrom('operator_entry')
      .select(COLUMNS)
      .where('operator_entry.left_at', 'is', null)
      .where('operator_entry.ends_at', '>', now);
  }
}
