import * as encoding from 'lib0/encoding';
import { afterEach, expect, test } from 'vitest';
import { FailingStore } from '../support/failingStore.ts';
import { captureUpdate, look, putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

/** What storms and mutations found, each as the shortest way to it. */

let world: SyncWorld;
let store: FailingStore | undefined;
afterEach(async () => {
  store?.letThrough();
  store = undefined;
  await world.end();
});

test('[S8, S12] an update whose ground came while the disk refused is not refused for having waited', async () => {
  world = await startSyncWorld({
    limits: { heldMs: 200, retryMs: 5, longestRetryMs: 10 },
    around: (inner) => (store = new FailingStore(inner)),
  });
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  const ground = captureUpdate(ana.doc, (doc) => putCard(doc, 'card-1', { text: 'a' }));
  const built = captureUpdate(ana.doc, (doc) => putCard(doc, 'card-2', { text: 'b' }));
  ana.sendSync('update', built);
  await ana.join(); // a round trip: it waits for its ground now
  if (store) store.mode = 'refuses';
  ben.edit((doc) => putCard(doc, 'card-3', { by: 'ben' }));
  await until(() => (store?.refused ?? 0) > 0, 'a refused commit');
  ana.sendSync('update', ground);
  const refused = store?.refused ?? 0;
  await until(() => (store?.refused ?? 0) > refused + 60 || ana.closed !== null, 'longer than anything may wait');
  store?.letThrough();
  await until(() => ana.saved.includes(2) || ana.closed !== null, 'both on disk');
  expect(ana.closed).toBeNull();
  await until(() => look(ben.doc, 'card-2', 'text') === 'b', 'the card at ben');
});

test('[S24] a copy of an earlier generation that has nothing to say gets 4409 when it asks, and nothing else', async () => {
  world = await startSyncWorld();
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  await world.server.rebuild(DOCUMENT);
  const old = await new RawClient(world, 'ana', { doc: ana.doc, ours: false }).join();
  await until(() => old.closed !== null, 'the refusal');
  expect([old.closed?.code, old.frames]).toEqual([4409, []]);
});

/** An update of one struct. */
function oneStruct(clock: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, 5_004, clock]) encoding.writeVarUint(encoder, number);
  write(encoder);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

test('[S7] a struct whose beginning is known as collected harms its sender at most, not the room', async () => {
  world = await startSyncWorld();
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  const collected = oneStruct(0, (encoder) => [0, 2].forEach((number) => encoding.writeVarUint(encoder, number)));
  const overlapping = oneStruct(0, (encoder) => {
    encoding.writeUint8(encoder, 0x24); // a string under a key
    encoding.writeVarUint(encoder, 1);
    for (const text of ['items', 'card-1', 'word']) encoding.writeVarString(encoder, text);
  });
  ben.sendSync('update', collected);
  await until(() => ben.saved.includes(1), 'the first');
  ben.sendSync('update', overlapping);
  await until(() => ben.saved.includes(2) || ben.closed !== null, 'an answer');
  ana.edit((doc) => putCard(doc, 'card-2', { by: 'ana' }));
  await until(() => ana.saved.includes(1) || ana.closed !== null, 'the card of somebody else on disk');
  expect(ana.closed).toBeNull();
});
