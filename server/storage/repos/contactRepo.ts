import type { DataProtection, SafeguardingContact } from '../../../src/lib/domain/partnerships/contacts.ts';
import type { Database } from '../database.ts';

/** Whom partnerships name to everyone who takes part. */
export class ContactRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async dataProtection(partnershipId: string): Promise<DataProtection | null> {
    const row = await this.#db
      .selectFrom('data_protection')
      .select(['controllers', 'officer', 'email', 'phone'])
      .where('partnership_id', '=', partnershipId)
      .executeTakeFirst();
    return row ? { ...row, controllers: JSON.parse(row.controllers) as string[] } : null;
  }

  async setDataProtection(partnershipId: string, { controllers, ...given }: DataProtection): Promise<void> {
    const values = { ...given, controllers: JSON.stringify(controllers) };
    await this.#db
      .insertInto('data_protection')
      .values({ partnership_id: partnershipId, ...values })
      .onConflict((conflict) => conflict.column('partnership_id').doUpdateSet(values))
      .execute();
  }

  async safeguarding(partnershipId: string): Promise<SafeguardingContact | null> {
    const row = await this.#db
      .selectFrom('safeguarding_contact')
      .select(['name', 'job_title as jobTitle', 'phone', 'hours'])
      .where('partnership_id', '=', partnershipId)
      .executeTakeFirst();
    return row ?? null;
  }

  async setSafeguarding(partnershipId: string, { jobTitle, ...given }: SafeguardingContact): Promise<void> {
    const values = { ...given, job_title: jobTitle };
    await this.#db
      .insertInto('safeguarding_contact')
      .values({ partnership_id: partnershipId, ...values })
      .onConflict((conflict) => conflict.column('partnership_id').doUpdateSet(values))
      .execute();
  }
}
