import type { Documents } from '../documents/documents.ts';
import type { Log } from '../log/log.ts';

const EVERY_MS = 3_600_000;

/** Rebuilds, hour by hour, documents that grew heavy with history and are not in use. Returns how to stop. */
export function lightenDocuments({ documents, log }: { documents: Documents; log: Log }): () => void {
  const timer = setInterval(() => {
    documents.lighten().then(
      (count) => count > 0 && log.info({ count }, 'documents were rebuilt without their history'),
      (error: unknown) => log.warn({ err: error }, 'a heavy document could not be rebuilt; it stays as it is'),
    );
  }, EVERY_MS);
  return () => clearInterval(timer);
}
