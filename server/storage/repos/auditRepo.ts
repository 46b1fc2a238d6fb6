import type { AuditEvent } from '../../../src/lib/domain/audit/auditEvent.ts';
import type { AuditFilter, AuditRow } from '../../../src/lib/domain/audit/auditTrail.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import { callOrigin } from '../../log/callOrigin.ts';
import type { Database } from '../database.ts';

export interface AuditEntry {
  id: string;
  at: Instant;
  event: AuditEvent;
  actorId: string | null;
  partnershipId?: string;
  /** Ids and closed words only: never what somebody wrote, but the reason an operator gives. */
  details?: Readonly<Record<string, string | number | boolean>>;
}

/** Entries are added and never changed; only the address they came from goes in the end. */
export class AuditRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The organisation of who did it, and the address of the call, are written beside it. */
  async append({ id, at, event, actorId, partnershipId, details = {} }: AuditEntry): Promise<void> {
    await this.#db
      .insertInto('audit')
      .values(({ selectFrom }) => ({
        id,
        at,
        event,
        actor_id: actorId,
        organisation_id: selectFrom('person').select('organisation_id').where('id', '=', actorId),
        address: callOrigin(),
        partnership_id: partnershipId ?? null,
        details: JSON.stringify(details),
      }))
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

  /** What happened, the latest first: of one partnership, or of the whole instance. */
  async list(
    partnershipId: string | null,
    { events, actor, from, before }: AuditFilter,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<AuditRow[]> {
    let rows = this.#db
      .selectFrom('audit')
      .leftJoin('person', 'person.id', 'audit.actor_id')
      .leftJoin('guest', 'guest.id', 'audit.actor_id')
      .leftJoin('organisation', 'organisation.id', 'audit.organisation_id')
      .leftJoin('partnership', 'partnership.id', 'audit.partnership_id')
      .select([
        'audit.id',
        'audit.at',
        'audit.event',
        'audit.actor_id as actorId',
        'audit.address',
        'audit.details',
        'person.name as actor',
        'guest.name as guest',
        'organisation.name as organisation',
        'partnership.name as partnership',
      ]);
    if (partnershipId !== null) rows = rows.where('audit.partnership_id', '=', partnershipId);
    if (events) rows = rows.where('audit.event', 'in', events);
    if (actor) rows = rows.where('audit.actor_id', '=', actor);
    if (from) rows = rows.where('audit.at', '>=', from);
    if (before) rows = rows.where('audit.at', '<', before);
    const found = await rows.orderBy('audit.at', 'desc').orderBy('audit.id').limit(limit).offset(offset).execute();
    return found.map((row) => ({ ...row, details: JSON.parse(row.details) as AuditRow['details'] }));
  }

  /** Everyone who did something in a partnership, or (null) anywhere, by name. */
  actors(partnershipId: string | null): Promise<{ id: string; name: string }[]> {
    const found = this.#db
      .selectFrom('audit')
      .innerJoin('person', 'person.id', 'audit.actor_id')
      .select(['person.id', 'person.name'])
      .distinct()
      .orderBy('person.name');
    return (partnershipId === null ? found : found.where('audit.partnership_id', '=', partnershipId)).execute();
  }

  /** Forgets from where older entries came. */
  async forgetAddresses(before: Instant): Promise<void> {
    await this.#db
      .updateTable('audit')
      .set({ address: null })
      .where('at', '<', before)
      .where('address', 'is not', null)
      .execute();
  }
}
