import type { Log } from '../log/log.ts';
import type { GuestLinkNews } from '../services/guestLinkNews.ts';

const EVERY_MS = 3_600_000;

/** Tells, hour by hour, whoever made guest links of those that end soon. Returns how to stop. */
export function tellOfGuestLinks({ news, log }: { news: GuestLinkNews; log: Log }): () => void {
  const timer = setInterval(() => {
    news.tellEnding().catch((error: unknown) => log.error({ err: error }, 'ends of guest links could not be told'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
