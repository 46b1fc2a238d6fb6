import type { Log } from '../log/log.ts';
import type { AccountService } from '../services/accounts.ts';
import type { GuestService } from '../services/guests.ts';

/** How long a page may stay open after its sign-in ended by itself. */
const EVERY_MS = 60_000;

interface Ending {
  accounts: AccountService;
  guests: GuestService;
  log: Log;
}

/** Ends sign-ins whose time is up, and guests' visits, so that a board left open on a shared computer closes. Returns how to stop. */
export function endExpiredSignIns({ accounts, guests, log }: Ending): () => void {
  const timer = setInterval(() => {
    accounts.endExpired().catch((error: unknown) => log.error({ err: error }, 'expired sign-ins could not be ended'));
    guests.endExpired().catch((error: unknown) => log.error({ err: error }, 'guests could not be sent away'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
