import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { copyContent } from '../../server/sync/copyContent.ts';
import { look, putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';
import { IS_FULL_SIZE, sized } from '../support/tortureSize.ts';

let world: SyncWorld;
afterEach(() => world.end());

const PEOPLE = 20;
const CARDS = 400;
/** Full size is a working day; the small one keeps the proportions. */
const DROPS = sized({ small: 2_000, full: 57_600 });
const WORDS_EVERY = 4;
const limits = { messagesPerTenSeconds: 10_000_000, lingerMs: 5, heavyIdleMs: 0 };

const bytesOnDisk = () =>
  readdirSync(world.folder)
    .filter((name) => name.startsWith('documents.db'))
    .reduce((sum, name) => sum + statSync(join(world.folder, name)).size, 0);

/** What the board would weigh if it had been written once. */
function liveBytes(doc: Y.Doc): number {
  const fresh = new Y.Doc();
  copyContent(doc, fresh);
  return Y.encodeStateAsUpdate(fresh).length;
}

/** A fixed order of things, so that a failure can be seen again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function boardWithCards(): Promise<RawClient> {
  world = await startSyncWorld({ limits });
  const ana = await new RawClient(world, 'ana').join();
  for (let n = 0; n < CARDS; n++) {
    ana.edit((doc) =>
      putCard(doc, `card-${n}`, { by: 'ana', text: `Card ${n}: a morning at the health hub, for all` }),
    );
  }
  await ana.settled();
  return ana;
}

const itemsOf = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>('items');
function moveCard(doc: Y.Doc, id: string, at: readonly [number, number]): void {
  itemsOf(doc).get(id)?.set('at', at);
}
function typeOn(doc: Y.Doc, id: string, word: string): void {
  const text: unknown = itemsOf(doc).get(id)?.get('text');
  if (!(text instanceof Y.Text)) return;
  text.insert(text.length, word);
  if (text.length > 150) text.delete(0, 60);
}

async function workingDay(framesOfADrag: number): Promise<void> {
  const any = chance(7);
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => new RawClient(world, 'ana').join()));
  for (let drop = 0; drop < DROPS; drop++) {
    const person = people[any(PEOPLE)] ?? people[0];
    const id = `card-${any(CARDS)}`;
    for (let frame = 1; frame <= framesOfADrag; frame++)
      person?.edit((doc) => moveCard(doc, id, [any(4_000), any(4_000)]));
    if (drop % WORDS_EVERY === 0) person?.edit((doc) => typeOn(doc, id, ' word'));
    if (drop % 200 === 199) await Promise.all(people.map((one) => one.settled()));
  }
  await Promise.all(people.map((one) => one.settled()));
  await Promise.all(people.map((one) => one.close()));
}

async function expectLight(): Promise<void> {
  const state = await world.server.read(DOCUMENT, (doc) => liveBytes(doc));
  await until(() => world.server.peopleIn([DOCUMENT]).size === 0, 'an empty room');
  await world.server.compact(DOCUMENT);
  const compacted = bytesOnDisk() / state;
  await world.server.lighten();
  const lightened = bytesOnDisk() / state;
  if (IS_FULL_SIZE)
    console.log(`stored against live content: ${compacted.toFixed(2)} compacted, ${lightened.toFixed(2)} lightened`);
  expect(lightened).toBeLessThanOrEqual(3);
}

test.each([
  ['our pages, which write a drag at its end', 1],
  ['stock clients, which write every frame of it', 12],
])(
  '[S43] a working day of dragging and typing by %s leaves at most three times the content',
  async (_, frames) => {
    const ana = await boardWithCards();
    await workingDay(frames);
    await ana.close();
    await expectLight();
  },
  600_000,
);

test('[S43] two thousand clientIDs leave at most three times the content, and the cards', async () => {
  const ana = await boardWithCards();
  for (let n = 0; n < 2_000; n++) {
    ana.doc.clientID = 1_000_000 + n;
    ana.edit((doc) => moveCard(doc, `card-${n % CARDS}`, [n, n]));
  }
  await ana.settled();
  await ana.close();
  await expectLight();
  const fresh = await new RawClient(world, 'ben').join();
  expect(itemsOf(fresh.doc).size).toBe(CARDS);
  expect(look(fresh.doc, 'card-399', 'at')).toEqual([1_999, 1_999]);
  expect(fresh.doc.store.clients.size).toBe(1);
}, 120_000);
