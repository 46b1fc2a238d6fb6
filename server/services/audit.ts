import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { AuditFilter, AuditRow } from '../../src/lib/domain/audit/auditTrail.ts';
import { ADDRESS_KEPT_DAYS, AUDIT_PAGE } from '../../src/lib/domain/audit/auditTrail.ts';
import { addDays } from '../../src/lib/domain/shared/surroundings.ts';
import { writeAudit } from './auditWriter.ts';
import { operatorOf, partnershipFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';

export interface AuditPage {
  rows: readonly AuditRow[];
  /** Whether older ones follow. */
  hasMore: boolean;
  /** Everyone who did something here, to choose from. */
  actors: readonly { id: string; name: string }[];
}

/** Most entries in one export: a year of a busy partnership. */
const MAX_EXPORT = 100_000;

/** What happened in a partnership, for its conveners to read. */
export class AuditService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** One page of it, the latest first; `page` counts from 1. */
  async page(actor: Actor, slug: string, { filter, page }: { filter: AuditFilter; page: number }): Promise<AuditPage> {
    const { id } = await partnershipFor(this.#context.repos, actor, { slug, action: 'audit.read' });
    return this.#page(id, { filter, page });
  }

  /** The same of the whole instance, for operators. */
  async instancePage(actor: Actor, asked: { filter: AuditFilter; page: number }): Promise<AuditPage> {
    operatorOf(actor);
    return this.#page(null, asked);
  }

  /** All of it that the filter lets through, of the whole instance. That somebody took it away is written down, too. */
  async instanceExport(actor: Actor, filter: AuditFilter): Promise<readonly AuditRow[]> {
    return this.#export(null, filter, operatorOf(actor).id);
  }

  async #page(id: string | null, { filter, page }: { filter: AuditFilter; page: number }): Promise<AuditPage> {
    const { repos } = this.#context;
    const place = { limit: AUDIT_PAGE + 1, offset: (page - 1) * AUDIT_PAGE };
    const rows = await repos.audit.list(id, filter, place);
    return {
      rows: rows.slice(0, AUDIT_PAGE),
      hasMore: rows.length > AUDIT_PAGE,
      actors: await repos.audit.actors(id),
    };
  }

  /** All of it that the filter lets through. That somebody took it away is written down, too. */
  async export(actor: Actor, slug: string, filter: AuditFilter): Promise<readonly AuditRow[]> {
    const { id } = await partnershipFor(this.#context.repos, actor, { slug, action: 'audit.read' });
    return this.#export(id, filter, signedIn(actor).id);
  }

  async #export(partnershipId: string | null, filter: AuditFilter, actorId: string): Promise<readonly AuditRow[]> {
    const { repos, surroundings } = this.#context;
    const rows = await repos.audit.list(partnershipId, filter, { limit: MAX_EXPORT, offset: 0 });
    const where = partnershipId === null ? {} : { partnershipId };
    const entry = { actorId, ...where, details: { rows: rows.length } };
    await writeAudit(repos, surroundings, { event: 'audit.exported', ...entry });
    return rows;
  }

  /** Forgets from where things were done a year ago. Called now and then. */
  forgetAddresses(): Promise<void> {
    const { repos, surroundings } = this.#context;
    return repos.audit.forgetAddresses(addDays(surroundings.now(), -ADDRESS_KEPT_DAYS));
  }
}
