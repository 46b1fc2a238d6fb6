import type { Log } from '../log/log.ts';
import type { Services } from '../services/services.ts';

/** How long a page may stay open after its sign-in ended by itself. */
const EVERY_MS = 60_000;

/**
 * Ends sign-ins whose time is up, and guests' and operators' visits, so that a board left open on a shared computer closes; asks
 * guests for their device's lock again; and forgets links to choose a password that are over. Returns how to stop.
 */
export function endExpiredSignIns({ services, log }: { services: Services; log: Log }): () => void {
  const timer = setInterval(() => {
    services.accounts
      .endExpired()
      .catch((error: unknown) => log.error({ err: error }, 'expired sign-ins could not be ended'));
    services.guests.endExpired().catch((error: unknown) => log.error({ err: error }, 'guests could not be sent away'));
    services.guestKeys
      .endExpired()
      .catch((error: unknown) => log.error({ err: error }, 'guests could not be asked for their lock again'));
    services.operatorVisits
      .endExpired()
      .catch((error: unknown) => log.error({ err: error }, 'operators could not be sent away'));
    services.guestCodes
      .forgetOld()
      .catch((error: unknown) => log.error({ err: error }, 'old codes could not be forgotten'));
    services.passkeys
      .forgetOld()
      .catch((error: unknown) => log.error({ err: error }, 'old challenges could not be forgotten'));
    services.openId
      .forgetOld()
      .catch((error: unknown) => log.error({ err: error }, 'unfinished sign-ins could not be forgotten'));
    services.resets
      .forgetOld()
      .catch((error: unknown) => log.error({ err: error }, 'old links could not be forgotten'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
