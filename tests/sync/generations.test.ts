import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { look, putCard, RawClient, stockClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld();
});
afterEach(() => world.end());

async function someoneWithACard(): Promise<RawClient> {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: 'Walking bus' }));
  ana.edit((doc) => putCard(doc, 'card-2', { by: 'ana', text: 'To be forgotten' }));
  await until(() => ana.saved.includes(2), 'the cards on disk');
  ana.edit((doc) => doc.getMap('items').delete('card-2'));
  await until(() => ana.saved.includes(3), 'the removal on disk');
  return ana;
}

test('[S24] a rebuild keeps the content and the authors, drops the history, and sends everyone off with 4409', async () => {
  const ana = await someoneWithACard();
  const generation = await world.server.rebuild(DOCUMENT);
  await until(() => ana.closed !== null, 'the goodbye');
  expect(ana.closed?.code).toBe(4409);
  const fresh = await new RawClient(world, 'ben', { path: `${DOCUMENT}?generation=${generation}` }).join();
  expect(fresh.hello?.generation).toBe(generation);
  expect(generation).toBeGreaterThan(1);
  expect([...fresh.doc.getMap('items').keys()]).toEqual(['card-1']);
  expect(look(fresh.doc, 'card-1', 'text')).toBe('Walking bus');
  expect(look(fresh.doc, 'card-1', 'is')).toMatchObject({ by: 'ana' });
  expect(fresh.doc.getMap('meta').get('format')).toBe(1);
  const state = Buffer.from(Y.encodeStateAsUpdate(fresh.doc));
  expect(state.includes('To be forgotten')).toBe(false);
  expect(fresh.doc.store.clients.size).toBe(1);
});

test('[S24] a copy that says it is of an earlier generation is refused', async () => {
  await someoneWithACard();
  await world.server.rebuild(DOCUMENT);
  const old = new RawClient(world, 'ana', { path: `${DOCUMENT}?generation=1` });
  await until(() => old.closed !== null, 'a refusal');
  expect([old.closed?.code, old.frames]).toEqual([4409, []]);
});

test('[S24] a copy that does not say so is found out by the clientIDs in it', async () => {
  const ana = await someoneWithACard();
  await world.server.rebuild(DOCUMENT);
  const stock = stockClient(world, 'ana', ana.doc);
  await until(() => stock.closes.length > 0, 'a refusal');
  expect(stock.closes).toEqual([4409]);
  expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(1);
  stock.provider.destroy();
});

test('[S24] nobody writes under a clientID of an earlier generation', async () => {
  const ana = await someoneWithACard();
  await world.server.rebuild(DOCUMENT);
  const again = await new RawClient(world, 'ana').join();
  again.doc.clientID = ana.doc.clientID;
  again.edit((doc) => putCard(doc, 'card-3', { by: 'ana' }));
  await until(() => again.closed !== null, 'a refusal');
  expect(again.closed?.code).toBe(4409);
});

test('[S24] work goes on in the new generation, across a restart', async () => {
  await someoneWithACard();
  await world.server.rebuild(DOCUMENT);
  const ben = await new RawClient(world, 'ben').join();
  ben.edit((doc) => putCard(doc, 'card-3', { by: 'ben', text: 'New' }));
  await until(() => ben.saved.includes(1), 'the card on disk');
  await world.stop();
  world = await startSyncWorld({ folder: world.folder });
  const again = await new RawClient(world, 'ana').join();
  expect([...again.doc.getMap('items').keys()].sort()).toEqual(['card-1', 'card-3']);
});
