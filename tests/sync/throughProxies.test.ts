import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardRecord, openRecord, savedIn, step1Record, syncIn } from '../support/lineRecords.ts';
import type { ProxyFaults } from '../support/proxies.ts';
import { FaultyProxy } from '../support/proxies.ts';
import { putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { startSyncWorld } from '../support/syncWorld.ts';
import { httpBase, TestLine } from '../support/testLine.ts';

let world: SyncWorld;
const ended: (() => unknown)[] = [];
beforeEach(async () => {
  world = await startSyncWorld({ limits: { httpBeatMs: 50, httpPollMs: 300 } });
  ended.push(() => world.end());
});
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** The world as it looks from behind a proxy. */
async function behind(faults: ProxyFaults): Promise<{ proxy: FaultyProxy; there: { url: string } }> {
  const proxy = await FaultyProxy.open(httpBase(world), faults);
  ended.push(() => proxy.close());
  return { proxy, there: { url: `${proxy.url.replace('http:', 'ws:')}/sync` } };
}

test('[S30] behind a proxy that takes no notice of upgrades no websocket opens, and a line carries everything', async () => {
  const { there } = await behind({ stripsUpgrade: true });
  const socket = new RawClient(there, 'ana', { over: 'websocket' });
  await until(() => socket.refusedWith !== null, 'a refusal');
  expect([socket.refusedWith, socket.isOpen]).toEqual([404, false]);
  const ben = await new RawClient(world, 'ben').join();
  const ana = await new RawClient(there, 'ana', { over: 'http' }).join();
  ana.edit((doc) => putCard(doc, 'card-1'));
  await until(() => ana.saved.includes(1) && ben.doc.getMap('items').has('card-1'), 'the card saved and at ben');
  ben.sendPresence({ cursor: [1, 1] });
  await until(() => ana.presence.length > 0, 'the pointer of ben');
});

test('[S32] behind a proxy that holds answers back a stream shows nothing, not even a beat; polls go through', async () => {
  const { there } = await behind({ stripsUpgrade: true, holdsBack: true });
  const line = await TestLine.for(there, 'ana');
  const stream = line.stream();
  expect((await line.post([openRecord(), step1Record(), cardRecord('card-1')])).status).toBe(204);
  const seen = [];
  while (savedIn(seen) < 1) seen.push(...(await line.poll()).records);
  expect(syncIn(seen).slice(0, 2)).toEqual(['step2', 'step1']);
  expect(seen.length).toBe(line.after); // all of it, though the stream was told before the polls began
  await until(() => stream.isOver, 'the end of the stream that was replaced');
});

test('[S32] a line that is cut in the middle goes on where it was, and the network may be slow', async () => {
  const { proxy, there } = await behind({ delayMs: 30 });
  const ana = await new RawClient(there, 'ana', { over: 'http' }).join();
  const ben = await new RawClient(world, 'ben').join();
  ben.edit((doc) => putCard(doc, 'before'));
  await until(() => ana.doc.getMap('items').has('before'), 'the first card');
  proxy.cut();
  ben.edit((doc) => putCard(doc, 'after'));
  await until(() => ana.doc.getMap('items').has('after'), 'the second card');
  expect([ana.closed, ana.frames.filter((kind) => kind === 'step2').length]).toEqual([null, 1]);
});

test('[S1] a proxy that does no harm lets websockets through, and cuts them on command', async () => {
  const { proxy, there } = await behind({});
  const ana = await new RawClient(there, 'ana', { over: 'websocket' }).join();
  expect(ana.hello?.role).toBe('edit');
  proxy.setDown(true);
  await until(() => ana.closed !== null, 'the cut');
  const down = new RawClient(there, 'ana', { over: 'websocket' });
  await until(() => down.closed !== null, 'no way through');
  proxy.setDown(false);
  expect((await new RawClient(there, 'ana', { over: 'websocket' }).join()).closed).toBeNull();
});
