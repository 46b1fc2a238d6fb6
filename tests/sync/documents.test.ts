import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { newCard } from '../support/boards.ts';
import { look, putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld();
});
afterEach(() => world.end());

const add = (id: string) => (doc: Y.Doc) =>
  new BoardDoc(doc).addCards([newCard({ id, by: 'ben', colour: 'teal', text: id })], { by: null });

test('[S28] creating a document happens once; a second time changes nothing', async () => {
  await world.server.create('board/new', add('first'));
  await world.server.create('board/new', add('second'));
  expect(await world.server.read('board/new', (doc) => [...doc.getMap('items').keys()])).toEqual(['first']);
  expect([await world.server.exists('board/new'), await world.server.exists('board/none')]).toEqual([true, false]);
});

test('[S28] what is not there is notFound', async () => {
  const gone = { code: 'notFound' };
  await expect(world.server.read('board/none', () => 1)).rejects.toMatchObject(gone);
  await expect(world.server.change('board/none', { actorId: null }, () => 1)).rejects.toMatchObject(gone);
  await expect(world.server.rebuild('board/none')).rejects.toMatchObject(gone);
});

test('[S28] a change reaches those present, is on disk when it resolves, and is announced with its author', async () => {
  const news: { name: string; actorIds: readonly string[] }[] = [];
  world.events.on('document.changed', (payload) => news.push(payload));
  const ana = await new RawClient(world, 'ana').join();
  const result = await world.server.change(DOCUMENT, { actorId: 'ben' }, (doc) => {
    add('card-1')(doc);
    return 'done';
  });
  expect(result).toBe('done');
  await until(() => look(ana.doc, 'card-1', 'text') === 'card-1', 'the card at ana');
  expect(news).toEqual([{ name: DOCUMENT, actorIds: ['ben'] }]);
  await world.stop();
  world = await startSyncWorld({ folder: world.folder });
  expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(1);
});

test('[S28] a burst of changes is announced at once, and then once for the rest', async () => {
  const news: (readonly string[])[] = [];
  world.events.on('document.changed', ({ actorIds }) => news.push(actorIds));
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.edit((doc) => putCard(doc, 'a', { by: 'ana' }));
  await until(() => ana.saved.includes(1), 'on disk');
  for (const id of ['b', 'c', 'd']) ben.edit((doc) => putCard(doc, id, { by: 'ben' }));
  await until(() => ben.saved.includes(3), 'on disk');
  expect(news).toEqual([['ana']]);
  await world.server.close();
  expect(news).toEqual([['ana'], ['ben']]);
});

test('[S28] a change that throws before it did anything leaves the room alone', async () => {
  const ana = await new RawClient(world, 'ana').join();
  await expect(
    world.server.change(DOCUMENT, { actorId: null }, () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(ana.closed).toBeNull();
});

test('[S28] a change that throws half way is undone, and everyone starts again from the disk', async () => {
  const ana = await new RawClient(world, 'ana').join();
  await expect(
    world.server.change(DOCUMENT, { actorId: null }, (doc) => {
      add('half')(doc);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await until(() => ana.closed !== null, 'the goodbye');
  expect(ana.closed?.code).toBe(4503);
  expect(look(ana.doc, 'half', 'is')).toBeUndefined();
  expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(0);
});

test('[S28] the server writes under one clientID per generation, however often the room is opened', async () => {
  await world.server.change(DOCUMENT, { actorId: null }, add('a'));
  await world.stop();
  world = await startSyncWorld({ folder: world.folder });
  await world.server.change(DOCUMENT, { actorId: null }, add('b'));
  expect(await world.server.read(DOCUMENT, (doc) => doc.store.clients.size)).toBe(1);
});

test('[S27] a document that was compacted reads the same', async () => {
  for (const id of ['a', 'b', 'c']) await world.server.change(DOCUMENT, { actorId: null }, add(id));
  const before = await world.server.read(DOCUMENT, (doc) => doc.getMap('items').toJSON());
  await world.server.compact(DOCUMENT);
  await world.server.change(DOCUMENT, { actorId: null }, add('d'));
  await world.stop();
  world = await startSyncWorld({ folder: world.folder });
  const after = await world.server.read(DOCUMENT, (doc) => doc.getMap('items').toJSON());
  expect(Object.keys(after).sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(after).toMatchObject(before);
});
