import type { Snapshot } from '../../../src/lib/domain/summaries/summary.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface KeptSummary {
  /** Null until the session has ended. */
  snapshot: Snapshot | null;
  note: string;
  version: number;
  sentAt: Instant | null;
}

const NONE: KeptSummary = { snapshot: null, note: '', version: 1, sentAt: null };

/** What is kept of sessions for their summaries. */
export class SummaryRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async ofSession(sessionId: string): Promise<KeptSummary> {
    const row = await this.#db
      .selectFrom('session_summary')
      .select(['snapshot', 'note', 'version', 'sent_at'])
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    if (!row) return NONE;
    const snapshot = row.snapshot === null ? null : (JSON.parse(row.snapshot) as Snapshot);
    return { snapshot, note: row.note, version: row.version, sentAt: row.sent_at };
  }

  /** How the session ended; said once, and it stays so. */
  async keepSnapshot(sessionId: string, snapshot: Snapshot): Promise<void> {
    await this.#begin(sessionId);
    await this.#db
      .updateTable('session_summary')
      .set({ snapshot: JSON.stringify(snapshot) })
      .where('session_id', '=', sessionId)
      .where('snapshot', 'is', null)
      .execute();
  }

  /** Puts another in its place: for what may not stay in it. */
  async replaceSnapshot(sessionId: string, snapshot: Snapshot): Promise<void> {
    await this.#db
      .updateTable('session_summary')
      .set(({ eb }) => ({ snapshot: JSON.stringify(snapshot), version: eb('version', '+', 1) }))
      .where('session_id', '=', sessionId)
      .execute();
  }

  /** A note that is another one makes another version. */
  async setNote(sessionId: string, note: string): Promise<void> {
    await this.#begin(sessionId);
    await this.#db
      .updateTable('session_summary')
      .set(({ eb }) => ({ note, version: eb('version', '+', 1) }))
      .where('session_id', '=', sessionId)
      .where('note', '!=', note)
      .execute();
  }

  async setSent(sessionId: string, at: Instant): Promise<void> {
    await this.#db.updateTable('session_summary').set({ sent_at: at }).where('session_id', '=', sessionId).execute();
  }

  /** Those of a board's sessions that have ended, by session id. */
  async ofBoard(boardId: string): Promise<{ sessionId: string; snapshot: Snapshot }[]> {
    const rows = await this.#db
      .selectFrom('session_summary')
      .innerJoin('session', 'session.id', 'session_summary.session_id')
      .select(['session_summary.session_id as sessionId', 'session_summary.snapshot'])
      .where('session.board_id', '=', boardId)
      .execute();
    return rows.flatMap(({ sessionId, snapshot }) =>
      snapshot === null ? [] : [{ sessionId, snapshot: JSON.parse(snapshot) as Snapshot }],
    );
  }

  async #begin(sessionId: string): Promise<void> {
    await this.#db
      .insertInto('session_summary')
      .values({ session_id: sessionId, snapshot: null, note: '', version: 1, sent_at: null })
      .onConflict((conflict) => conflict.column('session_id').doNothing())
      .execute();
  }
}
