import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBus } from '../../server/events/events.ts';
import type { Log } from '../../server/log/log.ts';
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
/** Boards that exist beside it, for those who need many. Their documents are made by the test. */
const MANY = /^many-\d+$/;

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
  /** Hears what the server logs. */
  log?: Log;
  /** Takes the place of the SQLite store in this thread, which opens sooner than one in a thread of its own. */
  openStore?: (path: string) => DocumentStore | Promise<DocumentStore>;
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
  /** People whose sign-in has ended; their cookie still names it. */
  signedOut: Set<string>;
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
    settings: { identifiers: 'hold', knownPostcodes: [] },
    session: null,
  };
  const signedOut = new Set<string>();
  const path = join(folder, 'documents.db');
  const store = await (options.openStore ?? sqliteDocumentStore)(path);
  const events = new EventBus(SILENT);
  const server = new SyncServer({
    store: options.around?.(store) ?? store,
    door: doorFor({ people, signedOut, board }),
    events,
    log: options.log ?? SILENT,
    clock: options.clock ?? Date.now,
    isOwnOrigin: (request) => request.headers.origin === `http://${request.headers.host}`,
    limits: { lingerMs: 20, closeMs: 1_000, ...options.limits },
  });
  await server.create(DOCUMENT, (doc) => new BoardDoc(doc).initialise());
  const http = createServer((request, response) => {
    if (!server.handleRequest(request, response)) response.writeHead(404).end();
  });
  http.on('upgrade', (request, socket, head) => server.handleUpgrade(request, socket, head));
  await new Promise<void>((done) => http.listen(options.port ?? 0, '127.0.0.1', done));
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`;
  const stop = async () => {
    await server.close();
    const closed = new Promise((done) => http.close(done));
    http.closeAllConnections();
    await closed;
  };
  const end = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, events, folder, url, board, people, signedOut, stop, end };
}

function doorFor({ people, signedOut, board }: Pick<SyncWorld, 'people' | 'signedOut' | 'board'>): Door {
  return {
    identify: async (cookie) => identityOf(people, signedOut.has(nameIn(cookie)) ? undefined : cookie),
    namedSignIn: (cookie) => {
      const name = nameIn(cookie);
      return name === '' ? null : `sign-in-${name}`;
    },
    board: async (id) => (id === board.id || MANY.test(id) ? { ...board, id } : null),
  };
}

function nameIn(cookie: string | undefined): string {
  return /who=([a-z]+)/.exec(cookie ?? '')?.[1] ?? '';
}

function identityOf(people: Readonly<Record<string, Role>>, cookie: string | undefined): Identity {
  const id = nameIn(cookie);
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
