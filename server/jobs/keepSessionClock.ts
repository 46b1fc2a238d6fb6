import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { Log } from '../log/log.ts';
import type { SessionClock } from '../services/sessionClock.ts';

/** A deadline that was said to the minute is kept to the minute. */
const EVERY_MS = 5_000;

/** Has sessions over days go on, at once and then every few seconds, one time after the other. Returns how to stop. */
export function keepSessionClock({ clock, log }: { clock: SessionClock; log: Log }): () => void {
  let isAtIt = false;
  const goOn = () => {
    if (isAtIt) return;
    isAtIt = true;
    clock
      .goOn(instant(Date.now()))
      .catch((error: unknown) => log.error({ err: error }, 'sessions over days did not go on'))
      .finally(() => (isAtIt = false));
  };
  goOn();
  const timer = setInterval(goOn, EVERY_MS);
  return () => clearInterval(timer);
}
