/** The real sync server on the real store, with a door that knows everyone by their cookie. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { EventBus } from '../../../server/events/events.ts';
import { SILENT } from '../../../server/log/log.ts';
import type { Door, Identity } from '../../../server/sync/admit.ts';
import { openDocumentStore } from '../../../server/sync/persistence/threadedDocumentStore.ts';
import { SyncServer } from '../../../server/sync/syncServer.ts';
import { BoardDoc } from '../../../src/lib/domain/boards/boardDoc.ts';
import { listen } from './listen.ts';
import { serve } from './serve.ts';

const PARTNERSHIP = 'partnership';

const door: Door = {
  identify: async (cookie) => identityOf(/who=([\w-]+)/.exec(cookie ?? '')?.[1] ?? ''),
  namedSignIn: (cookie) => /who=([\w-]+)/.exec(cookie ?? '')?.[1] ?? null,
  board: async (id) => ({
    id,
    title: 'Health hub',
    partnershipId: PARTNERSHIP,
    archived: false,
    scope: { open: 'partnership' },
    settings: { identifiers: 'hold', knownPostcodes: [] },
    session: null,
  }),
};

serve(async ({ folder, rooms }) => {
  const server = new SyncServer({
    store: await openDocumentStore(join(folder, 'documents.db')),
    door,
    events: new EventBus(SILENT),
    log: SILENT,
    clock: Date.now,
    isOwnOrigin: () => true,
  });
  for (const room of rooms) {
    if (!(await server.exists(room))) await server.create(room, (doc) => new BoardDoc(doc).initialise());
  }
  const http = createServer((request, response) => {
    if (!server.handleRequest(request, response)) response.writeHead(404).end();
  });
  http.on('upgrade', (request, socket, head) => server.handleUpgrade(request, socket, head));
  const port = await listen(http);
  return {
    port,
    stop: async () => {
      await server.close();
      http.close();
    },
  };
});

function identityOf(id: string): Identity {
  const who = { id, name: id, organisationKind: 'school' as const, organisation: 'Hill School', guest: false };
  if (id === '') return { actor: { kind: 'nobody' }, who, signInId: null };
  const person = { kind: 'person', id, name: id, organisationId: 'hill', organisationKind: 'school' } as const;
  return {
    actor: { ...person, operator: false, roles: { [PARTNERSHIP]: 'contributor' } },
    who,
    signInId: `sign-in-${id}`,
  };
}
