import type { MailChoice } from '../../../src/lib/domain/accounts/mailChoices.ts';
import type { Database } from '../database.ts';

/** Mails that people do not want. */
export class MailChoiceRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async refused(personId: string): Promise<MailChoice[]> {
    const rows = await this.#db.selectFrom('mail_refusal').select('choice').where('person_id', '=', personId).execute();
    return rows.map(({ choice }) => choice);
  }

  /** Wants one no more; does nothing when they did not before. */
  async refuse(personId: string, choice: MailChoice): Promise<void> {
    await this.#db
      .insertInto('mail_refusal')
      .values({ person_id: personId, choice })
      .onConflict((conflict) => conflict.columns(['person_id', 'choice']).doNothing())
      .execute();
  }

  /** Wants all but these. */
  async replace(personId: string, refused: readonly MailChoice[]): Promise<void> {
    await this.#db.deleteFrom('mail_refusal').where('person_id', '=', personId).execute();
    for (const choice of refused) await this.refuse(personId, choice);
  }
}
