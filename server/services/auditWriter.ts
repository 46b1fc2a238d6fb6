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

/** One row a day for a person, and one for all addresses nobody has: who guesses does not fill the disk. In a transaction. */
export function countAudit(
  repos: Repos,
  { now }: Surroundings,
  { event, actorId }: { event: AuditEvent; actorId: string | null },
): Promise<void> {
  const at = now();
  const id = `${event}/${at.slice(0, 'yyyy-mm-dd'.length)}/${actorId ?? 'unknown'}`;
  return repos.audit.count({ id, at, event, actorId });
}
