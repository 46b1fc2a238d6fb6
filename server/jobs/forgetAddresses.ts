import type { Log } from '../log/log.ts';
import type { AuditService } from '../services/audit.ts';

const EVERY_MS = 3_600_000;

/** Forgets, hour by hour, from where things were done a year ago. Returns how to stop. */
export function forgetAddresses({ audit, log }: { audit: AuditService; log: Log }): () => void {
  const timer = setInterval(() => {
    audit.forgetAddresses().catch((error: unknown) => log.error({ err: error }, 'addresses could not be forgotten'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
