import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Limits } from '../../server/sync/limits.ts';
import { captureUpdate, putCard, RawClient, syncFrame, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
afterEach(() => world.end());

async function withLimits(limits: Partial<Limits>): Promise<RawClient> {
  world = await startSyncWorld({ limits });
  return new RawClient(world, 'ana').join();
}
async function closeCode(client: RawClient): Promise<number | undefined> {
  await until(() => client.closed !== null, 'a refusal');
  return client.closed?.code;
}
const count = () => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count);
const words = (length: number) => Array.from({ length }, (_, n) => String.fromCharCode(97 + ((n * 7) % 26))).join('');

test('[S25] an update beyond the limit closes its sender with 4413 and is not applied', async () => {
  const ana = await withLimits({ updateBytes: 1_000 });
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: words(1_200) }));
  expect(await closeCode(ana)).toBe(4413);
  expect(await count()).toBe(0);
});

test('[S25] the answer to a join may be larger than an update, and has its own limit', async () => {
  const ana = await withLimits({ updateBytes: 1_000, joinBytes: 3_000 });
  const offline = captureUpdate(ana.doc, (doc) => putCard(doc, 'card-1', { by: 'ana', text: words(1_500) }));
  ana.sendSync('step2', offline);
  await until(() => ana.saved.includes(1), 'the acknowledgement');
  const more = captureUpdate(ana.doc, (doc) => putCard(doc, 'card-2', { by: 'ana', text: words(3_500) }));
  ana.sendSync('step2', more);
  expect(await closeCode(ana)).toBe(4413);
  expect(await count()).toBe(1);
});

test('[S25] a frame so large that it is never read closes with 4413 too, not with a code that is tried for ever', async () => {
  const ana = await withLimits({ joinBytes: 1_000 });
  ana.send(syncFrame('step2', new Uint8Array(200_000)));
  expect(await closeCode(ana)).toBe(4413);
});

test('[S25] the hello tells the limits', async () => {
  const ana = await withLimits({ items: 7 });
  expect(ana.hello?.limits).toMatchObject({ update: 1_048_576, join: 8_388_608, items: 7 });
});

test('[S25] one item too many is refused and leaves no trace; a full board can still be edited', async () => {
  const ana = await withLimits({ items: 3 });
  const ben = await new RawClient(world, 'ben').join();
  ana.edit((doc) => ['a', 'b', 'c'].forEach((id) => putCard(doc, id, { by: 'ana' })));
  await until(() => ana.saved.includes(1), 'three cards');
  ana.edit((doc) => (doc.getMap('items').get('a') as Y.Map<unknown>).set('at', [50, 50]));
  ana.edit((doc) => {
    doc.getMap('items').delete('b');
    putCard(doc, 'd', { by: 'ana' });
  });
  await until(() => ana.saved.includes(3), 'edits of a full board');
  ana.edit((doc) => putCard(doc, 'e', { by: 'ana' }));
  expect(await closeCode(ana)).toBe(4413);
  expect(await world.server.read(DOCUMENT, (doc) => [...doc.getMap('items').keys()].sort())).toEqual(['a', 'c', 'd']);
  expect(ben.doc.getMap('items').has('e')).toBe(false);
});

test('[S25] items beside deleted ones of the same update count as well', async () => {
  const ana = await withLimits({ items: 3 });
  const before = Y.encodeStateVector(ana.doc);
  const keys = ['a', 'b', 'c', 'd'];
  for (const value of [1, 2]) ana.doc.transact(() => keys.forEach((key) => ana.doc.getMap('items').set(key, value)));
  ana.sendSync('update', Y.encodeStateAsUpdate(ana.doc, before));
  expect(await closeCode(ana)).toBe(4413);
  expect(await world.server.read(DOCUMENT, (doc) => doc.getMap('items').size)).toBe(0);
});

test('[S25] types nested without end are refused, in one update or in many; such a board could not be rebuilt', async () => {
  const ana = await withLimits({});
  const nest = (into: Y.Map<unknown>, depth: number): Y.Map<unknown> => {
    const inner = new Y.Map<unknown>();
    into.set('inner', inner);
    return depth === 1 ? inner : nest(inner, depth - 1);
  };
  let deepest = ana.doc.getMap<unknown>('items');
  ana.edit(() => (deepest = nest(deepest, 65)));
  await until(() => ana.saved.includes(1), 'the acknowledgement');
  ana.edit(() => nest(deepest, 1));
  expect(await closeCode(ana)).toBe(4400);
  const ben = await new RawClient(world, 'ben').join();
  ben.edit((doc) => nest(doc.getMap('items'), 3_000));
  expect(await closeCode(ben)).toBe(4400);
  expect(await world.server.rebuild(DOCUMENT)).toBeGreaterThan(1);
});

test('[S25] a client that asks for the document over and over is asked to come back later', async () => {
  const ana = await withLimits({ asksPerTenSeconds: 5 });
  for (let ask = 0; ask < 5; ask++) ana.sendSync('step1', new Uint8Array([0]));
  expect(await closeCode(ana)).toBe(4529);
});

test('[S25] an item that is put back counts like a new one', async () => {
  const ana = await withLimits({ items: 1 });
  const board = new BoardDoc(ana.doc);
  const origin = { by: 'ana' };
  const undo = board.undoStack(origin);
  ana.edit((doc) => putCard(doc, 'a', { by: 'ana' }));
  ana.sendSync(
    'update',
    captureRemoval(ana.doc, () => board.remove(['a'], origin)),
  );
  await until(() => ana.saved.includes(2), 'an empty board');
  ana.edit((doc) => putCard(doc, 'b', { by: 'ana' }));
  await until(() => ana.saved.includes(3), 'a full board');
  ana.sendSync(
    'update',
    captureRemoval(ana.doc, () => undo.undo()),
  );
  expect(await closeCode(ana)).toBe(4413);
  expect(await world.server.read(DOCUMENT, (doc) => [...doc.getMap('items').keys()])).toEqual(['b']);
});

test('[S25] a document that is full takes no more, but lets things be removed', async () => {
  const ana = await withLimits({ documentBytes: 4_000 });
  ana.edit((doc) => putCard(doc, 'a', { by: 'ana', text: words(3_000) }));
  await until(() => ana.saved.includes(1), 'a big card');
  ana.edit((doc) => doc.getMap('items').delete('a'));
  await until(() => ana.saved.includes(2), 'the removal');
  ana.edit((doc) => putCard(doc, 'b', { by: 'ana', text: words(3_000) }));
  await until(() => ana.saved.includes(3), 'another one: what was removed does not count');
  ana.edit((doc) => putCard(doc, 'c', { by: 'ana', text: words(3_000) }));
  expect(await closeCode(ana)).toBe(4413);
  expect(await world.server.read(DOCUMENT, (doc) => [...doc.getMap('items').keys()])).toEqual(['b']);
});

test('[S25] too many messages are asked to come back later', async () => {
  const ana = await withLimits({ messagesPerTenSeconds: 20 });
  for (let n = 0; n < 30; n++) ana.sendPresence({ cursor: [n, n] });
  expect(await closeCode(ana)).toBe(4529);
});

test('[S25] a room that is full is asked to come back later', async () => {
  await withLimits({ peopleInRoom: 2 });
  await new RawClient(world, 'ben').join();
  expect(await closeCode(new RawClient(world, 'vic'))).toBe(4529);
});

test('[S25] a connection that never asks for the document is closed', async () => {
  await withLimits({ firstStepMs: 50 });
  expect(await closeCode(new RawClient(world, 'ben'))).toBe(4400);
});

test('[S25] a reader that does not take what it is sent is closed to start afresh, and harms nobody', async () => {
  const ana = await withLimits({ unsentBytes: 100_000 });
  const slow = await new RawClient(world, 'ben').join();
  slow.socket.pause();
  for (let n = 0; n < 80; n++) ana.edit((doc) => putCard(doc, `card-${n}`, { by: 'ana', text: words(100_000) }));
  await until(() => ana.saved.at(-1) === 80, 'all on disk');
  await until(() => world.server.peopleIn([DOCUMENT]).get(DOCUMENT)?.length === 1, 'the slow one gone');
  slow.socket.resume();
  expect([4500, 1006]).toContain(await closeCode(slow));
}, 20_000);

function captureRemoval(doc: Y.Doc, act: () => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const listen = (update: Uint8Array) => updates.push(update);
  doc.on('update', listen);
  act();
  doc.off('update', listen);
  return Y.mergeUpdates(updates);
}
