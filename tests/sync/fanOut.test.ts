import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { FailingStore } from '../support/failingStore.ts';
import { look, putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
afterEach(() => world.end());

test('[S41] what was overwritten while a turn was gathered does not travel, and nobody gets more than one frame', async () => {
  let store: FailingStore | undefined;
  world = await startSyncWorld({ around: (inner) => (store = new FailingStore(inner)) });
  const [ana, ben] = await Promise.all([new RawClient(world, 'ana').join(), new RawClient(world, 'ben').join()]);
  ana.edit((doc) => putCard(doc, 'card-1'));
  await until(() => look(ben.doc, 'card-1', 'is') !== undefined, 'the card');
  if (store) store.mode = 'waits';
  ana.edit((doc) => card(doc).set('text', new Y.Text('holds the turn')));
  await until(() => store?.waiting === 1, 'a turn that is being written');
  const seen = ben.updates.length;
  for (let step = 1; step <= 100; step++) ana.edit((doc) => card(doc).set('at', [step, 'canary']));
  ana.edit((doc) => card(doc).set('at', [101, 101]));
  ana.sendPresence({ cursor: [1, 1] });
  await until(() => ben.presence.length > 0, 'what came after the edits on the same connection');
  store?.letThrough();
  await until(() => String(look(ben.doc, 'card-1', 'at')) === '101,101', 'the last place');
  const travelled = ben.updates.slice(seen);
  expect(travelled.length).toBeLessThanOrEqual(3); // the turn that was held, and what came during it
  expect(travelled.some((update) => Buffer.from(update).includes('canary'))).toBe(false);
  await until(() => ana.saved.at(-1) === 103, 'the acknowledgement of all');
});

test('[S41] of the presence of one person only the last word goes out', async () => {
  world = await startSyncWorld();
  const [ana, ben] = await Promise.all([new RawClient(world, 'ana').join(), new RawClient(world, 'ben').join()]);
  for (let x = 1; x <= 200; x++) ana.sendPresence({ cursor: [x, 0] });
  await until(() => String(ben.presence.at(-1)?.state?.['cursor']) === '200,0', 'the last word');
  expect(ben.presence.length).toBeLessThan(100);
});

function card(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap<Y.Map<unknown>>('items').get('card-1') ?? new Y.Map();
}
