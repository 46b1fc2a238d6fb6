import type { Surroundings } from '../../src/lib/domain/shared/surroundings.ts';
import type { Documents } from '../documents/documents.ts';
import type { EventBus } from '../events/events.ts';
import type { Log } from '../log/log.ts';
import type { Database } from '../storage/database.ts';
import type { FileStore } from '../storage/fileStore.ts';
import type { Repos } from '../storage/repos.ts';
import type { Sealing } from '../storage/sealing.ts';

/** What every use case is built on. */
export interface ServiceContext {
  db: Database;
  repos: Repos;
  documents: Documents;
  events: EventBus;
  log: Log;
  /** Seals what was taken off boards; its key is in no back-up. */
  sealing: Sealing;
  /** Seals what opens something, such as a link in a mail; back-ups hold its key. */
  secrets: Sealing;
  files: FileStore;
  /** The address people open, without a slash at its end. */
  publicUrl: string;
  surroundings: Surroundings;
}
