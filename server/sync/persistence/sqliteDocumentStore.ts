import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Making } from '../../../src/lib/domain/boards/authorship.ts';
import { DomainError, isDomainError } from '../../../src/lib/domain/shared/errors.ts';
import { openSqlite } from '../../storage/dialects/sqlite.ts';
import type { DocumentName } from '../../documents/documents.ts';
import { checksum } from './checksum.ts';
import type { Batch, DocumentStore, Snapshot, StoredDocument, WholeDocument } from './documentStore.ts';
import { SERVER } from './documentStore.ts';
import type { Database } from './schema.ts';
import { prepareTables } from './schema.ts';
import { statements } from './statements.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Another process serves this data folder. Two of them would each believe that their memory is the truth. */
export class DataFolderInUse extends Error {
  readonly code = 'dataFolder.inUse';

  constructor() {
    super('another process is using this data folder');
    this.name = 'DataFolderInUse';
  }
}

/** Opens `documents.db` for this process alone; the lock on it is the data folder's lease. */
export function sqliteDocumentStore(path: string): SqliteDocumentStore {
  try {
    return new SqliteDocumentStore(openSqlite(path, { exclusive: true }));
  } catch (error) {
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw new DataFolderInUse();
    throw error;
  }
}

export class SqliteDocumentStore implements DocumentStore {
  #db: Database;
  #sql: ReturnType<typeof statements>;

  /** Takes over an open database and closes it at the end. */
  constructor(db: Database) {
    this.#db = db;
    try {
      prepareTables(db);
    } catch (error) {
      db.close();
      throw error;
    }
    this.#sql = statements(db);
  }

  async create({ name, generation, at, update, serverClient }: WholeDocument): Promise<boolean> {
    return this.#write(() => {
      const made = this.#sql.createDocument.run(name, generation, at);
      if (made.changes === 0) return false;
      const document = Number(made.lastInsertRowid);
      this.#sql.putRow.run(document, 1, update, checksum(document, 1, update));
      this.#sql.putClient.run(document, serverClient, generation, SERVER);
      return true;
    });
  }

  async exists(name: DocumentName): Promise<boolean> {
    return this.#sql.find.get(name) !== undefined;
  }

  async load(name: DocumentName): Promise<StoredDocument | null> {
    const rows = this.#guarded(() => this.#db.transaction(() => this.#readAll(name))());
    if (!rows) return null;
    const { document, snapshot, log } = rows;
    const whole = snapshot ? await unpackOrThrow(snapshot.bytes) : null;
    const logBytes = log.reduce((sum, row) => sum + row.bytes.length, 0);
    const now = rows.clients.filter((row) => row.generation === document.generation);
    const earlier = rows.clients.filter((row) => row.generation !== document.generation);
    return {
      generation: document.generation,
      updates: [...(whole ? [whole] : []), ...log.map((row) => row.bytes)],
      rows: log.length,
      logBytes,
      snapshotBytes: whole?.length ?? 0,
      clients: new Map(now.map((row) => [row.client_id, row.actor])),
      earlierClients: new Set(earlier.map((row) => row.client_id)),
      colours: new Map(rows.colours.map((row) => [row.actor, row.colour])),
      removed: new Map(rows.removed.map((row) => [row.item, JSON.parse(row.making) as Making])),
      keptOff: new Set(rows.keptOff.map((row) => row.item)),
    };
  }

  async append(batches: readonly Batch[]): Promise<void> {
    this.#write(() => {
      for (const batch of batches) this.#appendOne(batch);
    });
  }

  async fold(name: DocumentName, { state, isHeavy }: Snapshot): Promise<void> {
    const { id, generation, head } = this.#document(name);
    const bytes = await pack(state);
    this.#write(() => {
      if (this.#document(name).generation !== generation) return; // rebuilt meanwhile: the state is of the past
      this.#sql.putSnapshot.run(id, head, bytes, checksum(id, head, bytes));
      this.#sql.dropRows.run(id, head);
      this.#sql.setHeavy.run(Number(isHeavy), id);
    });
  }

  async heavy(idleMs: number): Promise<DocumentName[]> {
    return this.#sql.heavy.all(`-${idleMs / 1_000} seconds`).map((row) => row.name);
  }

  async replace({ name, generation, at, update, serverClient }: WholeDocument): Promise<void> {
    const bytes = await pack(update);
    this.#write(() => {
      const { id } = this.#document(name);
      this.#sql.setGeneration.run(generation, at, id);
      this.#sql.putSnapshot.run(id, 0, bytes, checksum(id, 0, bytes));
      this.#sql.dropRows.run(id, Number.MAX_SAFE_INTEGER);
      this.#sql.dropRemovedItems.run(id);
      this.#sql.putClient.run(id, serverClient, generation, SERVER);
    });
  }

  async tryWrite(): Promise<void> {
    this.#write(() => this.#sql.tryWrite.run());
  }

  async wipe(): Promise<void> {
    this.#guarded(() => {
      this.#db.exec('PRAGMA incremental_vacuum');
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  async names(beginning = ''): Promise<DocumentName[]> {
    return this.#sql.names.all(beginning, `${beginning}\u{10ffff}`).map((row) => row.name);
  }

  async remove(name: DocumentName): Promise<void> {
    this.#write(() => {
      const id = this.#sql.find.get(name)?.id;
      if (id !== undefined) for (const drop of this.#sql.dropAll) drop.run(id);
    });
  }

  async backUp(path: string): Promise<void> {
    await this.#db.backup(path);
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #appendOne({ name, update, clients, colours, removed, restored, keptOff, letBack }: Batch): void {
    const { id, generation, head } = this.#document(name);
    if (update) {
      this.#sql.setHead.run(head + 1, id);
      this.#sql.putRow.run(id, head + 1, update, checksum(id, head + 1, update));
    }
    for (const [clientId, actor] of clients) this.#sql.putClient.run(id, clientId, generation, actor);
    for (const [actor, colour] of colours) this.#sql.putColour.run(id, actor, colour);
    for (const [item, making] of removed) this.#sql.putRemovedItem.run(id, item, JSON.stringify(making));
    for (const item of restored) this.#sql.dropRemovedItem.run(id, item);
    for (const item of keptOff) this.#sql.keepOff.run(id, item);
    for (const item of letBack) this.#sql.letBack.run(id, item);
  }

  #document(name: DocumentName) {
    const document = this.#sql.find.get(name);
    if (!document) throw new DomainError('notFound');
    return document;
  }

  #readAll(name: DocumentName) {
    const document = this.#sql.find.get(name);
    if (!document) return null;
    const { id, head } = document;
    const snapshot = this.#sql.snapshot.get(id);
    const log = this.#sql.rows.all(id);
    const chained = log.every((row, index) => row.seq === (snapshot?.seq ?? 0) + index + 1);
    const whole = chained && (snapshot?.seq ?? 0) + log.length === head;
    const sound = [...(snapshot ? [snapshot] : []), ...log].every((row) =>
      checksum(id, row.seq, row.bytes).equals(row.checksum),
    );
    if (!whole || !sound) throw new DomainError('document.damaged');
    const { clients, colours, removed, keptOff } = this.#sql;
    const beside = { clients: clients.all(id), colours: colours.all(id), removed: removed.all(id) };
    return { document, snapshot, log, ...beside, keptOff: keptOff.all(id) };
  }

  #write<T>(work: () => T): T {
    return this.#guarded(() => this.#db.transaction(work).immediate());
  }

  /** Tells trouble with the disk and damage from mistakes in the call. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (isDomainError(error)) throw error;
      const code = sqliteCode(error);
      if (code && /^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw new DomainError('document.damaged');
      if (code && /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM)/.test(code)) {
        throw new DomainError('storage.unavailable');
      }
      throw error;
    }
  }
}

async function unpackOrThrow(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await unpack(bytes);
  } catch {
    throw new DomainError('document.damaged');
  }
}

function sqliteCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
