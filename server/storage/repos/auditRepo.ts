import type { AuditEvent } from '../../../src/lib/domain/audit/auditEvent.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

export interface AuditEntry {
  id: string;
  at: Instant;
  event: AuditEvent;
  actorId: string | null;
  partnershipId?: string;
  /** Ids and closed words only: never what somebody wrote. */
  details?: Readonly<Record<string, string | number | boolean>>;
}

export class AuditRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async append({ id, at, event, actorId, partnershipId, details = {} }: AuditEntry): Promise<void> {
    await this.#db
      .insertInto('audit')
      .values({
        id,
        at,
        event,
        actor_id: actorId,
        partnership_id: partnershipId ?? null,
        details: JSON.stringify(details),
      })
      .execute();
  }

  /** Writes an entry once; the same id again only counts up in its `count`. Call it in a transaction. */
  async count({ id, at, event, actorId }: AuditEntry): Promise<void> {
    const row = await this.#db.selectFrom('audit').select('details').where('id', '=', id).executeTakeFirst();
    if (!row) return this.append({ id, at, event, actorId, details: { count: 1 } });
    const { count } = JSON.parse(row.details) as { count: number };
    await this.#db
      .updateTable('audit')
      .set({ details: JSON.stringify({ count: count + 1 }) })
      .where('id', '=', id)
      .execute();
  }

  events(): Promise<{ event: AuditEvent; actor_id: string | null; details: string }[]> {
    return this.#db.selectFrom('audit').select(['event', 'actor_id', 'details']).orderBy('at').execute();
  }
}
