import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { captureUpdate, look, putCard, RawClient, stockClient, syncFrame, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld({ limits: { heldMs: 60_000 } });
});
afterEach(() => world.end());

function cards(): Promise<string[]> {
  return world.server.read(DOCUMENT, (doc) => [...new BoardDoc(doc).items()].map((item) => item.id).sort());
}

test('[S6] saved counts the document frames of a connection, step 2 and update alike', async () => {
  const doc = new Y.Doc();
  putCard(doc, 'offline');
  const ana = await new RawClient(world, 'ana', { doc }).join();
  ana.sendSync('step2', Y.encodeStateAsUpdate(ana.doc));
  ana.edit((own) => putCard(own, 'online'));
  await until(() => ana.saved.at(-1) === 2, 'both acknowledged');
  expect(await cards()).toEqual(['offline', 'online']);
});

test('[S6] stock clients get no frame that they do not know', async () => {
  const ben = await new RawClient(world, 'ben', { ours: false }).join();
  ben.edit((doc) => putCard(doc, 'card-1', { by: 'ben' }));
  await expect.poll(cards).toEqual(['card-1']);
  ben.sendPresence({ cursor: [0, 0] });
  await ben.join();
  expect(new Set(ben.frames)).toEqual(new Set(['step1', 'step2']));
});

const MALFORMED: [string, Uint8Array][] = [
  ['an empty frame', new Uint8Array()],
  ['half a frame', new Uint8Array([0])],
  ['an unknown type', new Uint8Array([77, 1, 2])],
  ['a type that only the server sends', new Uint8Array([110, 5])],
  ['an unknown sync message', new Uint8Array([0, 9, 0])],
  ['an update cut short', syncFrame('update', new Uint8Array([1, 1, 5]))],
  ['an empty update', syncFrame('update', new Uint8Array())],
  ['a length beyond the end', new Uint8Array([0, 2, 200, 1, 1])],
  ['a state vector cut short', syncFrame('step1', new Uint8Array([3, 1]))],
  ['presence cut short', new Uint8Array([1, 3, 1, 1])],
];
test.each(MALFORMED)('[S7] %s closes its sender with 4400 and touches nothing', async (_, bytes) => {
  const ben = await new RawClient(world, 'ben').join();
  const ana = await new RawClient(world, 'ana').join();
  ana.send(bytes);
  await until(() => ana.closed !== null, 'a refusal');
  expect(ana.closed?.code).toBe(4400);
  ben.edit((doc) => putCard(doc, 'card-1'));
  await until(() => ben.saved.includes(1), 'others going on');
  expect(await cards()).toEqual(['card-1']);
});

test('[S7] text frames are malformed', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.socket.send('hello');
  await until(() => ana.closed !== null, 'a refusal');
  expect(ana.closed?.code).toBe(4400);
});

test('[S7] an update with any byte changed is refused or harmless, and every copy stays the same', async () => {
  await world.end();
  world = await startSyncWorld({ limits: { heldMs: 20 } });
  const ben = await new RawClient(world, 'ben').join();
  const source = new Y.Doc();
  const update = captureUpdate(source, (doc) => putCard(doc, 'card-1', { text: 'Walking bus' }));
  const spot = fc.record({ at: fc.nat(update.length - 1), value: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(spot, async ({ at, value }) => {
      const bytes = update.slice();
      bytes[at] = value;
      const ana = await new RawClient(world, 'ana').join();
      ana.sendSync('update', bytes);
      await until(() => ana.saved.length > 0 || ana.closed !== null, 'an answer');
      if (ana.closed) expect([4400, 4413]).toContain(ana.closed.code);
      await ana.close();
    }),
    { numRuns: 60, seed: 20261122 },
  );
  const marked = ben.edit((doc) => doc.getMap('meta').set('end', true));
  await until(() => ben.saved.includes(1) || ben.closed !== null, 'the end');
  const server = await world.server.read(DOCUMENT, (doc) => Y.encodeStateAsUpdate(doc));
  expect(marked.length).toBeGreaterThan(0);
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, server);
  expect(fresh.store.pendingStructs).toBeNull();
  expect(ben.doc.getMap('items').toJSON()).toEqual(fresh.getMap('items').toJSON());
}, 30_000);

test('[S8] an update whose ground is missing waits, is applied when it comes, and then both are acknowledged', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const first = captureUpdate(ana.doc, (doc) => putCard(doc, 'card-1', { text: 'a' }));
  const second = captureUpdate(ana.doc, (doc) => putCard(doc, 'card-2', { text: 'b' }));
  ana.sendSync('update', second);
  const other = await new RawClient(world, 'ben').join();
  expect(other.doc.getMap('items').size).toBe(0);
  expect(other.doc.store.pendingStructs).toBeNull();
  expect(ana.saved).toEqual([]);
  ana.sendSync('update', first);
  await until(() => ana.saved.includes(2), 'both on disk');
  expect(await cards()).toEqual(['card-1', 'card-2']);
});

test('[S8] one whose ground does not come closes its connection, and nobody gets it', async () => {
  await world.end();
  world = await startSyncWorld({ limits: { heldMs: 100 } });
  const ana = await new RawClient(world, 'ana').join();
  captureUpdate(ana.doc, (doc) => putCard(doc, 'card-1'));
  ana.sendSync(
    'update',
    captureUpdate(ana.doc, (doc) => putCard(doc, 'card-2')),
  );
  await until(() => ana.closed !== null, 'a refusal');
  expect(ana.closed?.code).toBe(4400);
  expect(ana.saved).toEqual([]);
  expect(await cards()).toEqual([]);
});

test('[S8] a deletion of what is not there waits too', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const made = captureUpdate(ana.doc, (doc) => putCard(doc, 'card-1'));
  const removed = captureUpdate(ana.doc, (doc) => doc.getMap('items').delete('card-1'));
  ana.sendSync('update', removed);
  const ben = await new RawClient(world, 'ben').join();
  expect(ben.doc.store.pendingDs).toBeNull();
  ana.sendSync('update', made);
  await until(() => ana.saved.includes(2), 'both on disk');
  expect(await cards()).toEqual([]);
});

test('[S8] more than may wait closes the connection at once', async () => {
  await world.end();
  world = await startSyncWorld({ limits: { heldBytes: 500, heldMs: 60_000 } });
  const ana = await new RawClient(world, 'ana').join();
  captureUpdate(ana.doc, (doc) => putCard(doc, 'card-1'));
  ana.sendSync(
    'update',
    captureUpdate(ana.doc, (doc) => putCard(doc, 'card-2', { text: 'x'.repeat(600) })),
  );
  await until(() => ana.closed !== null, 'a refusal');
  expect(ana.closed?.code).toBe(4400);
});

test('[S9] writing under the clientID of somebody else is refused, whatever it is', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { text: 'mine' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  const ben = await new RawClient(world, 'ben').join();
  ben.doc.clientID = ana.doc.clientID;
  ben.edit((doc) => putCard(doc, 'forged'));
  await until(() => ben.closed !== null, 'a refusal');
  expect(ben.closed?.code).toBe(4400);
  expect(await cards()).toEqual(['card-1']);
  expect(look(ana.doc, 'forged', 'is')).toBeUndefined();
});

test('[S9] nobody writes under a clientID that somebody present will write under', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.sendPresence({ cursor: [1, 1] });
  await until(() => ben.presence.length === 1, 'the clientID of ana');
  ben.doc.clientID = ana.doc.clientID;
  ben.edit((doc) => putCard(doc, 'card-1', { by: 'ben' }));
  await until(() => ben.closed !== null, 'the refusal');
  expect(ben.closed?.code).toBe(4400);
  ana.edit((doc) => putCard(doc, 'card-2', { by: 'ana' }));
  await until(() => ana.saved.includes(1), 'the first edit');
});

test('[S9] the binding outlives the room and the server', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1'));
  await until(() => ana.saved.includes(1), 'the card on disk');
  await world.stop();
  world = await startSyncWorld({ folder: world.folder });
  const ben = await new RawClient(world, 'ben').join();
  ben.doc.clientID = ana.doc.clientID;
  ben.edit((doc) => putCard(doc, 'forged'));
  await until(() => ben.closed !== null, 'a refusal');
  expect(ben.closed?.code).toBe(4400);
});

test('[S9] nobody writes under the clientID of the server', async () => {
  const clientId = await world.server.read(DOCUMENT, (doc) => doc.clientID);
  const ana = await new RawClient(world, 'ana').join();
  ana.doc.clientID = clientId;
  ana.edit((doc) => putCard(doc, 'forged'));
  await until(() => ana.closed !== null, 'a refusal');
  expect(ana.closed?.code).toBe(4400);
});

test('[S9] the same person may go on under a clientID, from a second connection', async () => {
  const doc = new Y.Doc();
  const first = await new RawClient(world, 'ana', { doc }).join();
  first.edit((own) => putCard(own, 'card-1'));
  await until(() => first.saved.includes(1), 'the card on disk');
  await first.close();
  const second = await new RawClient(world, 'ana', { doc }).join();
  second.edit((own) => putCard(own, 'card-2'));
  await until(() => second.saved.includes(1), 'the second on disk');
  expect(await cards()).toEqual(['card-1', 'card-2']);
});

test('[S7] after a refusal the room is as it was for stock clients', async () => {
  const ben = stockClient(world, 'ben');
  await until(() => ben.provider.synced, 'in sync');
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'before'));
  await until(() => ana.saved.includes(1), 'the card on disk');
  ana.send(new Uint8Array([0, 2, 3, 1, 1, 1]));
  await until(() => ana.closed !== null, 'a refusal');
  putCard(ben.doc, 'after');
  await expect.poll(cards).toEqual(['after', 'before']);
  ben.provider.destroy();
});
