import type { Making } from '../../../src/lib/domain/boards/authorship.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { DocumentName } from '../../documents/documents.ts';

/** The actor under which clientIDs of the server itself are kept. */
export const SERVER = '';

/** A document as it is on disk. */
export interface StoredDocument {
  generation: number;
  /** The snapshot, if there is one, then the rows of the log after it, in order. */
  updates: readonly Uint8Array[];
  /** Rows and bytes of the log, and bytes of the snapshot before it was packed. */
  rows: number;
  logBytes: number;
  snapshotBytes: number;
  /** Who writes under which clientID in this generation. */
  clients: ReadonlyMap<number, string>;
  /** ClientIDs of earlier generations. Nobody may write under them, or bring them along. */
  earlierClients: ReadonlySet<number>;
  /** Order of first joining, by actor. */
  colours: ReadonlyMap<string, number>;
  /** Items that were removed, and what their `is` was. */
  removed: ReadonlyMap<string, Making>;
  /** Items that were taken off and stay off. */
  keptOff: ReadonlySet<string>;
}

/** What one tick did to one document. All of it is written, or none. */
export interface Batch {
  name: DocumentName;
  update: Uint8Array | null;
  clients: readonly (readonly [clientId: number, actor: string])[];
  colours: readonly (readonly [actor: string, colour: number])[];
  removed: readonly (readonly [item: string, making: Making])[];
  restored: readonly string[];
  /** Items that stay off from now on, and items that need not any more. */
  keptOff: readonly string[];
  letBack: readonly string[];
}

/** A document's whole state. */
export interface Snapshot {
  state: Uint8Array;
  /** Whether its history outweighs its content, so that a new generation would be much smaller. */
  isHeavy: boolean;
}

/** A whole document written at once: at its creation, or as a new generation. */
export interface WholeDocument {
  name: DocumentName;
  generation: number;
  /** When this generation began. */
  at: Instant;
  update: Uint8Array;
  /** The clientID the server wrote it under. */
  serverClient: number;
}

/**
 * Keeps documents. Every promise resolves when its effect is on disk. A disk that refuses (full, unreachable, locked)
 * throws `storage.unavailable` and may be tried again; damage throws `document.damaged`; anything else is about the
 * call itself and trying again is no use. Asynchronous so that it can live in another thread.
 */
export interface DocumentStore {
  /** False when there is one of that name already, which is left alone. */
  create(document: WholeDocument): Promise<boolean>;
  exists(name: DocumentName): Promise<boolean>;
  /** Null when there is no such document. */
  load(name: DocumentName): Promise<StoredDocument | null>;
  /** Writes what a tick did to all documents, in one transaction. */
  append(batches: readonly Batch[]): Promise<void>;
  /** Puts a snapshot of all that was appended so far in the place of the log. */
  fold(name: DocumentName, snapshot: Snapshot): Promise<void>;
  /** Documents whose last snapshot was heavy and which nobody wrote to for so many milliseconds. */
  heavy(idleMs: number): Promise<DocumentName[]>;
  /** Puts a new generation in the place of all there was, and remembers the clientIDs of the old one and what stays off. */
  replace(document: WholeDocument): Promise<void>;
  /** Writes something of no meaning, to see whether the disk takes it. */
  tryWrite(): Promise<void>;
  /** Overwrites what was deleted, wherever it still lies, and gives the room it took back to the disk. */
  wipe(): Promise<void>;
  /** Every document there is, or those whose name begins so. */
  names(beginning?: string): Promise<DocumentName[]>;
  /** Deletes a document with all there is of it. Its bytes lie about until `wipe`. */
  remove(name: DocumentName): Promise<void>;
  /** Writes a consistent copy of everything to a file, while others go on. */
  backUp(path: string): Promise<void>;
  close(): Promise<void>;
}
