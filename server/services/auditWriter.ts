import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import type { Surroundings } from '../../src/lib/domain/shared/surroundings.ts';
import type { AuditEntry } from '../storage/repos/auditRepo.ts';
import type { Repos } from '../storage/repos.ts';

/** Writes into the audit trail that something happens now, with the rest of the transaction or not at all. */
export function writeAudit(
  repos: Repos,
  { now, newId }: Surroundings,
  entry: { event: AuditEvent } & Pick<AuditEntry, 'actorId' | 'partnershipId' | 'details'>,
): Promise<void> {
  return repos.audit.append({ id: newId(), at: now(), ...entry });
}
