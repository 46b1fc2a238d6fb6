import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openSqlite } from '../../server/storage/dialects/sqlite.ts';
import { SqliteDocumentStore } from '../../server/sync/persistence/sqliteDocumentStore.ts';
import { openDocumentStore } from '../../server/sync/persistence/threadedDocumentStore.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { FailingStore } from '../support/failingStore.ts';
import { look, putCard, RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld, SyncWorldOptions } from '../support/syncWorld.ts';
import { DOCUMENT, PARTNERSHIP, startSyncWorld } from '../support/syncWorld.ts';

/** As the product opens it: the log has a thread of its own. */
const startWorld = (options: SyncWorldOptions = {}) => startSyncWorld({ openStore: openDocumentStore, ...options });

const ended: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function worldWithTap(options: SyncWorldOptions = {}): Promise<{ world: SyncWorld; store: FailingStore }> {
  const taps: FailingStore[] = [];
  const around: SyncWorldOptions['around'] = (inner) => {
    const tap = new FailingStore(inner);
    taps.push(tap);
    return tap;
  };
  const world = await startWorld({ ...options, around });
  ended.push(() => world.end());
  const [store] = taps;
  if (!store) throw new Error('the world opens its store at once');
  ended.push(() => store.letThrough());
  return { world, store };
}

test('[S10] nobody hears of an edit before it is on disk: no acknowledgement, no update, no join', async () => {
  const { world, store } = await worldWithTap();
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  store.mode = 'waits';
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: 'Walking bus' }));
  await until(() => store.waiting === 1, 'the commit under way');
  const late = new RawClient(world, 'vic');
  await until(() => late.hello !== null, 'hello');
  late.sendSync('step1', Y.encodeStateVector(late.doc));
  await ben.join(); // several round trips, so that whatever was sent too early is here
  expect([ana.saved, ben.frames.includes('update'), late.frames]).toEqual([[], false, ['hello']]);
  store.letThrough();
  await until(() => ana.saved.includes(1), 'the acknowledgement');
  await until(() => look(ben.doc, 'card-1', 'text') === 'Walking bus', 'the card at ben');
  await until(() => look(late.doc, 'card-1', 'text') === 'Walking bus', 'the card at vic');
});

test('[S10] many edits of many people go to disk together, as one update', async () => {
  const { world, store } = await worldWithTap();
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  const before = store.appended.length;
  store.mode = 'waits';
  ana.edit((doc) => putCard(doc, 'card-0', { by: 'ana' }));
  await until(() => store.waiting === 1, 'the commit under way');
  for (let n = 1; n <= 30; n++) {
    ana.edit((doc) => putCard(doc, `ana-${n}`, { by: 'ana' }));
    ben.edit((doc) => putCard(doc, `ben-${n}`, { by: 'ben' }));
  }
  await new RawClient(world, 'vic').join().catch(() => undefined);
  store.letThrough();
  await until(() => ana.saved.includes(31) && ben.saved.includes(30), 'all acknowledged');
  expect(store.appended.slice(before).filter((batch) => batch.update).length).toBeLessThan(10);
  expect(ben.doc.getMap('items').size).toBe(61);
}, 20_000);

test('[S10] what someone sent before losing access counts only if it is on disk by then', async () => {
  const { world, store } = await worldWithTap();
  const ben = await new RawClient(world, 'ben').join();
  const ana = await new RawClient(world, 'ana').join();
  store.mode = 'waits';
  ben.edit((doc) => putCard(doc, 'card-1', { by: 'ben' }));
  await until(() => store.waiting === 1, 'the commit under way');
  ana.edit((doc) => putCard(doc, 'card-2', { by: 'ana' }));
  ana.sendPresence({ cursor: [1, 1] });
  await until(() => ben.presence.some(({ state }) => state !== null), 'what ana sent arriving');
  world.people['ana'] = 'viewer';
  world.events.emit('membership.changed', { personId: 'ana', partnershipId: PARTNERSHIP });
  store.letThrough();
  await until(() => ben.saved.includes(1), 'the first card');
  expect(await world.server.read(DOCUMENT, (doc) => doc.getMap('items').has('card-2'))).toBe(false);
});

test('[S11] a step 2 that says nothing new is acknowledged, not logged, not sent on', async () => {
  const { world, store } = await worldWithTap();
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => ana.saved.includes(1) && ben.frames.includes('update'), 'the card');
  const before = store.appended.length;
  ben.sendSync('step2', Y.encodeStateAsUpdate(ben.doc));
  await until(() => ben.saved.includes(1), 'the acknowledgement');
  expect(store.appended.length).toBe(before);
  expect(ana.frames).not.toContain('update');
});

test('[S12] while the disk refuses nothing is acknowledged or sent, the page is told, and all goes through later', async () => {
  const { world, store } = await worldWithTap({ limits: { retryMs: 5, longestRetryMs: 10 } });
  const told: boolean[] = [];
  world.events.on('store.writable', ({ writable }) => told.push(writable));
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  store.mode = 'refuses';
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => ben.notices.length > 0 && store.refused > 3, 'the notice');
  expect(ben.notices).toEqual([{ topic: 'store', writable: false }]);
  expect([ana.saved, ben.frames.includes('update'), world.server.writable()]).toEqual([[], false, false]);
  await expect(world.server.change(DOCUMENT, { actorId: null }, () => 1)).rejects.toMatchObject({
    code: 'storage.unavailable',
  });
  store.letThrough();
  await until(() => ana.saved.includes(1) && look(ben.doc, 'card-1', 'is') !== undefined, 'the card');
  expect(ben.notices.at(-1)).toEqual({ topic: 'store', writable: true });
  expect([told, world.server.writable()]).toEqual([[false, true], true]);
});

test('[S12] a join waits for the disk, and then is asked to come back', async () => {
  const { world, store } = await worldWithTap({ limits: { retryMs: 5, longestRetryMs: 10, joinWaitMs: 150 } });
  const ana = await new RawClient(world, 'ana').join();
  store.mode = 'refuses';
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => store.refused > 0, 'a refusal');
  const ben = await new RawClient(world, 'ben').join();
  expect([ben.closed?.code, ben.frames]).toEqual([4503, ['hello', 'notice']]);
});

test('[S12] what waits for the disk is bounded', async () => {
  const { world, store } = await worldWithTap({ limits: { retryMs: 5, longestRetryMs: 10, queuedBytesInAll: 50_000 } });
  const ana = await new RawClient(world, 'ana').join();
  store.mode = 'refuses';
  for (let n = 0; n < 10; n++) ana.edit((doc) => putCard(doc, `card-${n}`, { by: 'ana', text: 'x'.repeat(10_000) }));
  await until(() => ana.closed !== null, 'a refusal');
  expect(ana.closed?.code).toBe(4503);
});

test('[S12] a really full disk: refused, told, and through when there is room again', async () => {
  const full: { set(pages: number): void }[] = [];
  const world = await startWorld({
    limits: { retryMs: 5, longestRetryMs: 20 },
    openStore: (path) => {
      const db = openSqlite(path, { exclusive: true });
      full.push({ set: (pages) => db.pragma(`max_page_count = ${pages}`) });
      return new SqliteDocumentStore(db);
    },
  });
  ended.push(() => world.end());
  const ana = await new RawClient(world, 'ana').join();
  full[0]?.set(1); // SQLite takes it as "no larger than now"
  const words = 'Breakfast club. '.repeat(100);
  for (let n = 0; n < 40; n++) ana.edit((doc) => putCard(doc, `card-${n}`, { by: 'ana', text: words }));
  await until(() => ana.notices.length > 0, 'the notice');
  expect(ana.notices[0]).toEqual({ topic: 'store', writable: false });
  expect(ana.saved.at(-1) ?? 0).toBeLessThan(40);
  expect(await world.server.canWrite()).toBe(false);
  full[0]?.set(1_000_000);
  await until(() => ana.saved.at(-1) === 40, 'all on disk');
  expect(ana.notices.at(-1)).toEqual({ topic: 'store', writable: true });
  expect(await world.server.canWrite()).toBe(true);
});

test.each([
  ['a row of the log', 'UPDATE log SET bytes = zeroblob(length(bytes)) WHERE seq = 2'],
  ['a row that is gone from the middle', 'DELETE FROM log WHERE seq = 2'],
  ['a row that is gone from the end', 'DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)'],
  ['rows that changed places', 'UPDATE log SET bytes = (SELECT bytes FROM log WHERE seq = 3) WHERE seq = 2'],
])('[S13] %s damaged: the board is refused with 4503, and left as it is', async (_, damage) => {
  const first = await startWorld();
  const ana = await new RawClient(first, 'ana').join();
  for (const n of [1, 2, 3]) {
    ana.edit((doc) => putCard(doc, `card-${n}`, { by: 'ana' }));
    await until(() => ana.saved.includes(n), 'the card on disk');
  }
  await first.stop();
  const file = join(first.folder, 'documents.db');
  const db = openSqlite(file);
  db.exec(damage);
  const damaged = db.prepare('SELECT * FROM log').all();
  db.close();
  const world = await startWorld({ folder: first.folder });
  ended.push(() => world.end());
  const ben = new RawClient(world, 'ben');
  await until(() => ben.closed !== null, 'a refusal');
  expect([ben.closed?.code, ben.frames]).toEqual([4503, []]);
  await expect(world.server.read(DOCUMENT, () => 1)).rejects.toMatchObject({ code: 'document.damaged' });
  await world.stop();
  const after = openSqlite(file);
  expect(after.prepare('SELECT * FROM log').all()).toEqual(damaged);
  after.close();
  ended.pop();
  rmSync(first.folder, { recursive: true });
});

test('[S13] a damaged snapshot is refused like a damaged row', async () => {
  const first = await startWorld();
  await first.server.compact(DOCUMENT);
  await first.stop();
  const db = openSqlite(join(first.folder, 'documents.db'));
  db.exec("UPDATE snapshot SET bytes = x'1f8b0000'");
  db.close();
  const world = await startWorld({ folder: first.folder });
  ended.push(() => world.end());
  const ben = new RawClient(world, 'ben');
  await until(() => ben.closed !== null, 'a refusal');
  expect(ben.closed?.code).toBe(4503);
});

test('[S14] a shutdown writes what arrived, acknowledges it, and sends everyone away to come back', async () => {
  const first = await startWorld();
  const ana = await new RawClient(first, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: 'Last words' }));
  ana.sendPresence({});
  await until(() => ana.saved.includes(1), 'the card on disk');
  await first.stop();
  await until(() => ana.closed !== null, 'the goodbye');
  expect(ana.closed?.code).toBe(4503);
  const world = await startWorld({ folder: first.folder });
  ended.push(() => world.end());
  expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).item('card-1'))).toMatchObject({
    text: 'Last words',
  });
});

test('[S14] a shutdown while a commit is under way waits for it', async () => {
  const { world, store } = await worldWithTap();
  const ana = await new RawClient(world, 'ana').join();
  store.mode = 'waits';
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => store.waiting === 1, 'the commit under way');
  const stopped = world.server.close();
  store.letThrough();
  await stopped;
  await until(() => ana.closed !== null, 'the goodbye');
  expect(ana.saved).toEqual([1]);
});

test('[S14] a shutdown ends even if the disk refuses, and acknowledges nothing', async () => {
  const { world, store } = await worldWithTap({ limits: { closeMs: 100, retryMs: 5, longestRetryMs: 10 } });
  const ana = await new RawClient(world, 'ana').join();
  store.mode = 'refuses';
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => store.refused > 0, 'a refusal');
  await world.server.close();
  expect(ana.saved).toEqual([]);
});

test.each(['compact', 'rebuild'] as const)('[S16] removed words are gone from the files after a %s', async (how) => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-wipe-'));
  ended.push(() => rmSync(folder, { recursive: true }));
  const world = await startWorld({ folder });
  ended.push(() => world.stop());
  const ana = await new RawClient(world, 'ana').join();
  const [canary, letters] = ['canary-7316-of-the-classroom', 'canary-8427-of-the-school'];
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana', text: canary }));
  ana.edit((doc) => putCard(doc, 'card-2', { by: 'ana', text: `kept ${letters}` }));
  await until(() => ana.saved.includes(2), 'the cards on disk');
  const holds = (words: string) =>
    readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(words));
  expect([holds(canary), holds(letters)].every((files) => files.length > 0)).toBe(true);
  ana.edit((doc) => doc.getMap('items').delete('card-1'));
  ana.edit((doc) => textOf(doc, 'card-2').delete('kept '.length, letters.length));
  await until(() => ana.saved.includes(4), 'the removals on disk');
  await world.server[how](DOCUMENT);
  expect([holds(canary), holds(letters)]).toEqual([[], []]);
  expect(await world.server.read(DOCUMENT, (doc) => look(doc, 'card-2', 'text'))).toBe('kept ');
});

function textOf(doc: Y.Doc, id: string): Y.Text {
  const text: unknown = doc.getMap<Y.Map<unknown>>('items').get(id)?.get('text');
  if (!(text instanceof Y.Text)) throw new Error(`no text on ${id}`);
  return text;
}
