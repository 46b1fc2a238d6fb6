import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
afterEach(() => world.end());

const ROOMS = 1_000;
const AT_ONCE = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Someone opens a board, writes, and goes. */
async function visit(board: string): Promise<void> {
  await world.server.create(`board/${board}`, (doc) => new BoardDoc(doc).initialise());
  const ana = await new RawClient(world, 'ana', { path: `board/${board}` }).join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: 'x'.repeat(2_000) }));
  ana.sendPresence({ cursor: [1, 1] });
  await until(() => ana.saved.includes(1), 'the card on disk');
  await ana.close();
}

async function visitMany(from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, to - n) }, (_, more) => visit(`many-${n + more}`)));
  }
}

/** What is held once everyone has gone and rooms have been let go. */
async function held(): Promise<{ heap: number; timers: number }> {
  await until(() => timers() === 0, 'no timer of a room');
  collectGarbage();
  await new Promise((done) => setImmediate(done)); // finalizers run between turns
  collectGarbage();
  return { heap: process.memoryUsage().heapUsed, timers: timers() };
}

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

test('[S26] a thousand rooms that were opened and left hold nothing: no document, no timer, no listener', async () => {
  world = await startSyncWorld({
    limits: { lingerMs: 5, firstStepMs: 600_000, joinWaitMs: 600_000, closeMs: 600_000 },
  });
  await visitMany(0, 200);
  const before = await held();
  await visitMany(200, 200 + ROOMS);
  const after = await held();
  expect(after.timers).toBe(before.timers);
  // A room that stayed would hold its document: some ten thousand bytes each. A thousand in all is bookkeeping.
  expect((after.heap - before.heap) / ROOMS).toBeLessThan(1_000);
}, 120_000);

test('[S25] sixty people behind one address join at once and nobody is put off', async () => {
  world = await startSyncWorld();
  const people = await Promise.all(Array.from({ length: 60 }, () => new RawClient(world, 'ana').join()));
  people.forEach((one, n) => one.edit((doc) => putCard(doc, `card-${n}`, { by: 'ana' })));
  await until(() => people.every((one) => one.saved.includes(1)), 'everyone’s card on disk');
  expect(people.map((one) => one.closed)).toEqual(people.map(() => null));
  await until(() => people.every((one) => one.doc.getMap('items').size === 60), 'all cards at everyone');
});
