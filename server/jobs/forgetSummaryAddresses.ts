import type { Log } from '../log/log.ts';
import type { SessionConsentService } from '../services/sessionConsents.ts';

const EVERY_MS = 3_600_000;

/** Forgets, hour by hour, addresses that guests gave for summaries of sessions long past. Returns how to stop. */
export function forgetSummaryAddresses({ consents, log }: { consents: SessionConsentService; log: Log }): () => void {
  const timer = setInterval(() => {
    consents
      .forgetAddresses()
      .catch((error: unknown) => log.error({ err: error }, 'addresses for summaries could not be forgotten'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
