import type { Log } from '../log/log.ts';
import type { AccessEndService } from '../services/accessEnds.ts';

/** How long a board may stay open after a member's last day. */
const EVERY_MS = 60_000;

/** Takes out members whose last day is over, and warns those whose is near. Returns how to stop. */
export function endAccess({ accessEnds, log }: { accessEnds: AccessEndService; log: Log }): () => void {
  const timer = setInterval(() => {
    accessEnds.endOver().catch((error: unknown) => log.error({ err: error }, 'access could not be ended'));
    accessEnds.warn().catch((error: unknown) => log.error({ err: error }, 'nobody could be warned that access ends'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
