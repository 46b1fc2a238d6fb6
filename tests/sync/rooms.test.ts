import { afterEach, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { DocumentStore } from '../../server/sync/persistence/documentStore.ts';
import { FailingStore } from '../support/failingStore.ts';
import { look, putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld, SyncWorldOptions } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
let store: FailingStore;
const around = (inner: DocumentStore) => (store = new FailingStore(inner));
const start = async (options: SyncWorldOptions = {}) => (world = await startSyncWorld({ ...options, around }));
afterEach(() => world.end());

test('[S26] many who come at once share one load', async () => {
  await start();
  const clients = Array.from({ length: 8 }, () => new RawClient(world, 'ana'));
  await Promise.all(clients.map((client) => client.join()));
  expect(store.loads).toBe(1);
});

test('[S26] a room is unloaded after the last one left, and loaded again for the next', async () => {
  await start({ limits: { lingerMs: 10 } });
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: 'Kept' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  await ana.close();
  for (let loads = store.loads; store.loads === loads;) {
    const ben = await new RawClient(world, 'ben').join();
    expect(look(ben.doc, 'card-1', 'text')).toBe('Kept');
    await ben.close();
    await until(() => world.server.peopleIn([DOCUMENT]).size === 0, 'an empty room');
  }
});

test('[S26] a room whose last edit is not on disk is not unloaded', async () => {
  await start({ limits: { lingerMs: 5, retryMs: 5, longestRetryMs: 10 } });
  const ana = await new RawClient(world, 'ana').join();
  const loads = store.loads;
  store.mode = 'refuses';
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => store.refused > 0, 'a refusal');
  await ana.close();
  const refused = store.refused;
  await until(() => store.refused > refused + 10, 'much longer than a room lingers');
  store.letThrough();
  await expect.poll(() => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count).catch(() => -1)).toBe(1);
  expect(store.loads - loads).toBeLessThanOrEqual(1);
  expect(store.appended.some((batch) => batch.update)).toBe(true);
});

test('[S26] what a page sent just before it closed counts', async () => {
  await start();
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  ana.socket.close();
  await expect.poll(() => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(1);
});

test('[S26] one poisoned room starts again from the disk and does not stop the others', async () => {
  await start();
  await world.server.create('board/other', (doc) => new BoardDoc(doc).initialise());
  const failing: DocumentStore['append'] = async (batches) => {
    if (batches.some(({ name, update }) => name === DOCUMENT && update)) throw new Error('can never be written');
    await FailingStore.prototype.append.call(store, batches);
  };
  const ana = await new RawClient(world, 'ana').join();
  await until(() => store.appended.length > 0, 'her colour on disk');
  store.append = failing;
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  const other = world.server.change('board/other', { actorId: null }, (doc) => doc.getMap('meta').set('touched', true));
  await until(() => ana.closed !== null, 'the goodbye');
  await other;
  expect([ana.closed?.code, ana.saved]).toEqual([4503, []]);
  expect(await world.server.read('board/other', (doc) => doc.getMap('meta').get('touched'))).toBe(true);
  expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(0);
});

test('[S27] a long log is folded into a snapshot, under load, without losing or repeating anything', async () => {
  await start({ limits: { foldRows: 5, foldRowsOnUnload: 1, lingerMs: 5 } });
  const ana = await new RawClient(world, 'ana').join();
  for (let n = 1; n <= 40; n++) {
    ana.edit((doc) => putCard(doc, `card-${n}`, { by: 'ana', text: `Card ${n}` }));
    await until(() => ana.saved.at(-1) === n, 'the card on disk');
  }
  await world.stop();
  await start({ folder: world.folder });
  const ben = await new RawClient(world, 'ben').join();
  expect(ben.doc.getMap('items').size).toBe(40);
  expect(look(ben.doc, 'card-40', 'text')).toBe('Card 40');
  ben.doc.clientID = ana.doc.clientID;
  ben.edit((doc) => putCard(doc, 'forged'));
  await until(() => ben.closed !== null, 'a refusal: who wrote what outlives the fold');
});
