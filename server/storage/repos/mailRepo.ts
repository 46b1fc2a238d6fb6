import type { Updateable } from 'kysely';
import type { MailChoice } from '../../../src/lib/domain/accounts/mailChoices.ts';
import type { MailKind, MailProblem, MailState, MailSummary, MailTrace } from '../../../src/lib/domain/mail/outbox.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';
import type { MailTable } from '../tables/joiningTables.ts';

export interface MailRecord extends MailSummary {
  partnershipId: string | null;
  sealed: string;
  tries: number;
  calendar: string | null;
  /** Both or neither: of which choice it is, and whose. */
  choice: MailChoice | null;
  personId: string | null;
}

export interface NewMail {
  id: string;
  kind: MailKind;
  partnershipId: string | null;
  to: string;
  subject: string;
  sealed: string;
  calendar: string | null;
  at: Instant;
  news: { personId: string; choice: MailChoice } | null;
}

const COLUMNS = [
  'id',
  'kind',
  'partnership_id as partnershipId',
  'address as to',
  'subject',
  'sealed',
  'calendar',
  'state',
  'problem',
  'tries',
  'made_at as madeAt',
  'sent_at as sentAt',
  'choice',
  'person_id as personId',
] as const;

export class MailRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add({ id, kind, partnershipId, to, subject, sealed, calendar, at, news }: NewMail): Promise<void> {
    const about = { id, kind, partnership_id: partnershipId, address: to, subject, sealed, calendar };
    const whose = { choice: news?.choice ?? null, person_id: news?.personId ?? null };
    const state = { state: 'waiting', problem: null, tries: 0, due_at: at, made_at: at, sent_at: null } as const;
    await this.#db
      .insertInto('mail')
      .values({ ...about, ...state, ...whose })
      .execute();
  }

  byId(id: string): Promise<MailRecord | null> {
    return this.#found()
      .where('id', '=', id)
      .executeTakeFirst()
      .then((row) => row ?? null);
  }

  /** Those that may be tried now, the oldest first. */
  due(now: Instant, limit: number): Promise<MailRecord[]> {
    return this.#found()
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now)
      .orderBy('made_at')
      .limit(limit)
      .execute();
  }

  /** A partnership's, or (null) those that belong to none, the latest first. */
  list(partnershipId: string | null, limit: number): Promise<MailRecord[]> {
    return this.#found()
      .where('partnership_id', partnershipId === null ? 'is' : '=', partnershipId)
      .orderBy('made_at', 'desc')
      .limit(limit)
      .execute();
  }

  /** Without what they say or are about: those that belong to no partnership, and all that were given up; the latest first. */
  traces(limit: number): Promise<MailTrace[]> {
    return this.#db
      .selectFrom('mail')
      .select(['id', 'kind', 'address as to', 'state', 'problem', 'made_at as madeAt', 'sent_at as sentAt'])
      .where(({ or, eb }) => or([eb('partnership_id', 'is', null), eb('state', '=', 'failed')]))
      .orderBy('made_at', 'desc')
      .limit(limit)
      .execute();
  }

  async countFailed(): Promise<number> {
    const failed = this.#db.selectFrom('mail').where('state', '=', 'failed');
    const { count } = await failed
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Takes one that waits into hand; false when somebody else has it, so that nobody sends it twice. */
  async claim(id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('mail')
      .set(({ eb }) => ({ state: 'sending' as const, tries: eb('tries', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** It went out. What it said is not kept. */
  async sent(id: string, at: Instant): Promise<void> {
    await this.#set(id, { state: 'sent', problem: null, sent_at: at, sealed: '', calendar: null });
  }

  async waits(id: string, { until, problem }: { until: Instant; problem: MailProblem | null }): Promise<void> {
    await this.#set(id, { state: 'waiting', due_at: until, problem });
  }

  /** It is not tried any more. What it said is kept, so that somebody can copy it. */
  async failed(id: string, problem: MailProblem): Promise<void> {
    await this.#set(id, { state: 'failed', problem });
  }

  /** Those that the server was sending when it died: nobody knows whether they went out. */
  async giveUpUnknown(): Promise<void> {
    await this.#db
      .updateTable('mail')
      .set({ state: 'failed', problem: 'unknown' })
      .where('state', '=', 'sending')
      .execute();
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('mail').where('id', '=', id).execute();
  }

  /** Forgets mails made before, whatever became of them. */
  async clearBefore(at: Instant): Promise<void> {
    await this.#db.deleteFrom('mail').where('made_at', '<', at).execute();
  }

  async #set(
    id: string,
    patch: { state: MailState; problem: MailProblem | null } & Updateable<MailTable>,
  ): Promise<void> {
    await this.#db.updateTable('mail').set(patch).where('id', '=', id).execute();
  }

  #found() {
    return this.#db.selectFrom('mail').select(COLUMNS);
  }
}
