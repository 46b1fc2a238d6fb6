import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { look, putCard, RawClient, stockClient, until } from '../support/syncClients.ts';
import { newCard } from '../support/boards.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld();
});
afterEach(() => world.end());

const authorOf = (id: string) => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).item(id)?.by);

test('[S17] a new item belongs to whoever sent it, and nobody ever sees another name on it', async () => {
  const ben = await new RawClient(world, 'ben').join();
  const names: unknown[] = [];
  ben.doc.getMap('items').observeDeep(() => names.push(look(ben.doc, 'card-1', 'is')));
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ben' }));
  await until(() => names.length > 0, 'the card at ben');
  expect(names).toEqual([{ kind: 'card', by: 'ana', made: '2026-01-01T00:00:00.000Z' }]);
  await until(() => (look(ana.doc, 'card-1', 'is') as { by: string }).by === 'ana', 'the correction at ana');
});

test('[S17] an author left out is filled in', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => {
    putCard(doc, 'card-1');
    (doc.getMap('items').get('card-1') as Y.Map<unknown>).set('is', { kind: 'card', made: '' });
  });
  await until(() => ana.saved.includes(1), 'the card on disk');
  expect(await authorOf('card-1')).toBe('ana');
});

test('[S17] a program that writes a card key by key becomes its author', async () => {
  const ana = stockClient(world, 'ana');
  await until(() => ana.provider.synced, 'in sync');
  const card = new Y.Map<unknown>();
  ana.items.set('card-1', card);
  await expect.poll(() => world.server.read(DOCUMENT, (doc) => doc.getMap('items').has('card-1'))).toBe(true);
  card.set('at', [10, 20]);
  card.set('is', { kind: 'card', by: 'nobody-in-particular', made: '' });
  await expect.poll(() => authorOf('card-1')).toBe('ana');
  ana.provider.destroy();
});

test('[S18] what an item says about its making cannot be changed or removed', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  const ben = await new RawClient(world, 'ben').join();
  const card = ben.doc.getMap('items').get('card-1') as Y.Map<unknown>;
  ben.edit(() => card.set('is', { kind: 'zone', by: 'ben', made: '' }));
  await until(() => ben.saved.includes(1) && ben.frames.includes('update'), 'the correction');
  expect(look(ben.doc, 'card-1', 'is')).toEqual({ kind: 'card', by: 'ana', made: '2026-01-01T00:00:00.000Z' });
  ben.edit(() => card.delete('is'));
  await until(() => ben.saved.includes(2), 'the second attempt');
  expect(await authorOf('card-1')).toBe('ana');
});

test('[S18] replacing an item under its id does not change its author', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  const ben = await new RawClient(world, 'ben').join();
  ben.edit((doc) => putCard(doc, 'card-1', { by: 'ben', text: 'Mine now' }));
  await until(() => ben.saved.includes(1), 'the replacement on disk');
  expect(await authorOf('card-1')).toBe('ana');
});

test('[S19] an item that comes back keeps its first author, whoever removed it and brings it back', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: 'Walking bus' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  const ben = stockClient(world, 'ben');
  await until(() => ben.items.has('card-1'), 'the card at ben');
  const origin = { by: 'ben' };
  const board = new BoardDoc(ben.doc);
  const undo = board.undoStack(origin);
  board.remove(['card-1'], origin);
  await until(() => !ana.doc.getMap('items').has('card-1'), 'the removal at ana');
  undo.undo();
  await until(() => ana.doc.getMap('items').has('card-1'), 'the card back at ana');
  expect(look(ana.doc, 'card-1', 'is')).toMatchObject({ by: 'ana' });
  expect(look(ana.doc, 'card-1', 'text')).toBe('Walking bus');
  ben.provider.destroy();
});

test('[S19] the first author is remembered across a restart of the server', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  ana.edit((doc) => doc.getMap('items').delete('card-1'));
  await until(() => ana.saved.includes(2), 'both on disk');
  await world.stop();
  world = await startSyncWorld({ folder: world.folder });
  const ben = await new RawClient(world, 'ben').join();
  ben.edit((doc) => putCard(doc, 'card-1', { by: 'ben' }));
  await until(() => ben.saved.includes(1), 'the card back');
  expect(await authorOf('card-1')).toBe('ana');
});

test("[S17] the server may make items in anybody's name, and in nobody's", async () => {
  await world.server.change(DOCUMENT, { actorId: null }, (doc) =>
    new BoardDoc(doc).addCards(
      [newCard({ id: 'named', by: 'ben', colour: 'teal' }), newCard({ id: 'anonymous', by: null, colour: 'teal' })],
      { by: null },
    ),
  );
  expect([await authorOf('named'), await authorOf('anonymous')]).toEqual(['ben', null]);
});
