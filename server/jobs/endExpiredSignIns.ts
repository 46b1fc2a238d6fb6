import type { Log } from '../log/log.ts';
import type { AccountService } from '../services/accounts.ts';

/** How long a page may stay open after its sign-in ended by itself. */
const EVERY_MS = 60_000;

/** Ends sign-ins whose time is up, so that a board left open on a shared computer closes. Returns how to stop. */
export function endExpiredSignIns({ accounts, log }: { accounts: AccountService; log: Log }): () => void {
  const timer = setInterval(() => {
    accounts.endExpired().catch((error: unknown) => log.error({ err: error }, 'expired sign-ins could not be ended'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
