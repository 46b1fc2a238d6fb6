import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBus } from '../../server/events/events.ts';
import { SILENT } from '../../server/log/log.ts';
import type { BoardRecord, Door, Identity } from '../../server/sync/admit.ts';
import type { Limits } from '../../server/sync/limits.ts';
import type { DocumentStore } from '../../server/sync/persistence/documentStore.ts';
import { sqliteDocumentStore } from '../../server/sync/persistence/sqliteDocumentStore.ts';
import { SyncServer } from '../../server/sync/syncServer.ts';
import type { Actor, Role } from '../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';

export const PARTNERSHIP = 'partnership';
export const BOARD = 'board-1';
export const DOCUMENT = `board/${BOARD}`;

export interface SyncWorldOptions {
  /** Role by person; the person's name is also their cookie and their id. */
  people?: Readonly<Record<string, Role>>;
  limits?: Partial<Limits>;
  /** Puts something between the server and its store. */
  around?: (store: DocumentStore) => DocumentStore;
  /** An existing data folder, to start again on it. */
  folder?: string;
  /** A port to come back on; any free one otherwise. */
  port?: number;
  clock?: () => number;
  /** Takes the place of the SQLite store. */
  openStore?: (path: string) => DocumentStore;
}

/** A running sync server on a real socket and a real SQLite file, with a door that knows people by their cookie. */
export interface SyncWorld {
  server: SyncServer;
  events: EventBus;
  folder: string;
  /** `ws://127.0.0.1:port/sync`. */
  url: string;
  board: BoardRecord;
  people: Record<string, Role>;
  /** Ends the server and keeps the folder. */
  stop(): Promise<void>;
  /** Ends the server and removes the folder. */
  end(): Promise<void>;
}

export async function startSyncWorld(options: SyncWorldOptions = {}): Promise<SyncWorld> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'throughline-sync-'));
  const people: Record<string, Role> = {
    ...(options.people ?? { ana: 'contributor', ben: 'contributor', vic: 'viewer' }),
  };
  const board: BoardRecord = {
    id: BOARD,
    title: 'Health hub',
    partnershipId: PARTNERSHIP,
    archived: false,
    scope: { open: 'partnership' },
  };
  const open = options.openStore ?? sqliteDocumentStore;
  const store = open(join(folder, 'documents.db'));
  const events = new EventBus(SILENT);
  const server = new SyncServer({
    store: options.around?.(store) ?? store,
    door: doorFor(people, board),
    events,
    log: SILENT,
    clock: options.clock ?? Date.now,
    isOwnOrigin: (request) => request.headers.origin === `http://${request.headers.host}`,
    limits: { lingerMs: 20, closeMs: 1_000, ...options.limits },
  });
  await server.create(DOCUMENT, (doc) => new BoardDoc(doc).initialise());
  const http = createServer();
  http.on('upgrade', (request, socket, head) => server.handleUpgrade(request, socket, head));
  await new Promise<void>((done) => http.listen(options.port ?? 0, '127.0.0.1', done));
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`;
  const stop = async () => {
    await server.close();
    await new Promise((done) => http.close(done));
  };
  const end = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, events, folder, url, board, people, stop, end };
}

function doorFor(people: Readonly<Record<string, Role>>, board: BoardRecord): Door {
  return {
    identify: async (cookie) => identityOf(people, cookie),
    board: async (id) => (id === board.id ? { ...board } : null),
  };
}

function identityOf(people: Readonly<Record<string, Role>>, cookie: string | undefined): Identity {
  const id = /who=([a-z]+)/.exec(cookie ?? '')?.[1] ?? '';
  const role = people[id];
  const who = { id, name: id, organisationKind: 'school' as const, organisation: 'Hill School', guest: false };
  if (id === '') return { actor: { kind: 'nobody' }, who, signInId: null };
  const actor: Actor = {
    kind: 'person',
    id,
    name: id,
    organisationId: 'hill',
    organisationKind: 'school',
    operator: false,
    roles: role ? { [PARTNERSHIP]: role } : {},
  };
  return { actor, who, signInId: `sign-in-${id}` };
}
