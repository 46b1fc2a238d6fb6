import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../../server/storage/dialects/sqlite.ts';
import type { Batch, DocumentStore } from '../../server/sync/persistence/documentStore.ts';
import { DOCUMENTS_VERSION, DocumentsTooNew } from '../../server/sync/persistence/schema.ts';
import { DataFolderInUse, sqliteDocumentStore } from '../../server/sync/persistence/sqliteDocumentStore.ts';
import { openDocumentStore } from '../../server/sync/persistence/threadedDocumentStore.ts';

const THREAD = new URL('../../server/sync/persistence/logThread.ts', import.meta.url);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-store-'));
  path = join(folder, 'documents.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (...values: number[]) => new Uint8Array(values);
const whole = (name: string) => ({
  name,
  generation: 1,
  at: '2026-11-24T12:00:00.000Z',
  update: bytes(1),
  serverClient: 7,
});
const batch = (name: string, parts: Partial<Batch> = {}): Batch => ({
  name,
  update: null,
  clients: [],
  colours: [],
  removed: [],
  restored: [],
  keptOff: [],
  letBack: [],
  ...parts,
});

type Open = (path: string) => Promise<DocumentStore>;
const stores: Record<string, Open> = {
  'in the thread of the caller': async (file) => sqliteDocumentStore(file),
  'in a thread of its own': (file) => openDocumentStore(file),
};

/** What every document store promises. */
describe.each(Object.entries(stores))('a document store %s', (_, open) => {
  test('[S15] what was appended is there again, in order, with everything beside it', async () => {
    const store = await open(path);
    await store.create(whole('board/a'));
    await store.append([batch('board/a', { update: bytes(2), clients: [[11, 'ana']], colours: [['ana', 0]] })]);
    await store.append([
      batch('board/a', {
        update: bytes(3),
        removed: [
          ['card-1', { by: 'ana' }],
          ['card-2', {}],
        ],
      }),
    ]);
    await store.append([batch('board/a', { restored: ['card-2'] })]);
    await store.close();
    const again = await open(path);
    const stored = await again.load('board/a');
    expect(stored?.updates.map((update) => [...update])).toEqual([[1], [2], [3]]);
    expect(stored).toMatchObject({
      generation: 1,
      rows: 3,
      clients: new Map([
        [7, ''],
        [11, 'ana'],
      ]),
      earlierClients: new Set(),
      colours: new Map([['ana', 0]]),
      removed: new Map([['card-1', { by: 'ana' }]]),
    });
    expect([await again.load('board/none'), await again.names()]).toEqual([null, ['board/a']]);
    await again.close();
  });

  test('[S15] a commit of several documents is one: all of it or nothing', async () => {
    const store = await open(path);
    await store.create(whole('board/a'));
    const both = [batch('board/a', { update: bytes(2) }), batch('board/none', { update: bytes(2) })];
    await expect(store.append(both)).rejects.toMatchObject({ code: 'notFound' });
    expect((await store.load('board/a'))?.rows).toBe(1);
    await store.close();
  });

  test('[S15] a snapshot takes the place of the rows before it, and of none after it', async () => {
    const store = await open(path);
    await store.create(whole('board/a'));
    const folding = store.fold('board/a', { state: bytes(9), isHeavy: false });
    await store.append([batch('board/a', { update: bytes(3) })]);
    await folding;
    const stored = await store.load('board/a');
    expect(stored?.updates.map((update) => [...update])).toEqual([[9], [3]]);
    await store.close();
  });

  test('[S43] what is heavy is known by name until it is edited or replaced', async () => {
    const store = await open(path);
    for (const name of ['board/a', 'board/b', 'board/c']) await store.create(whole(name));
    await store.fold('board/a', { state: bytes(9), isHeavy: true });
    await store.fold('board/b', { state: bytes(9), isHeavy: true });
    await store.fold('board/c', { state: bytes(9), isHeavy: false });
    expect([await store.heavy(0), await store.heavy(60_000)]).toEqual([['board/a', 'board/b'], []]);
    await store.replace({ ...whole('board/a'), generation: 2, serverClient: 8 });
    await store.fold('board/b', { state: bytes(9), isHeavy: false });
    expect(await store.heavy(0)).toEqual([]);
    await store.close();
  });

  test('[S16] the file gives back what was deleted', async () => {
    const store = await open(path);
    await store.create(whole('board/a'));
    for (let n = 0; n < 50; n++) await store.append([batch('board/a', { update: new Uint8Array(100_000) })]);
    await store.fold('board/a', { state: bytes(9), isHeavy: false });
    await store.wipe();
    const files = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    expect(files.reduce((sum, size) => sum + size)).toBeLessThan(200_000);
    await store.close();
  });

  test('[S15] a new generation replaces everything and remembers the clientIDs of the old one', async () => {
    const store = await open(path);
    await store.create(whole('board/a'));
    await store.append([batch('board/a', { update: bytes(2), clients: [[11, 'ana']], removed: [['card-1', {}]] })]);
    await store.replace({ ...whole('board/a'), generation: 2, update: bytes(5), serverClient: 8 });
    await store.append([batch('board/a', { update: bytes(6) })]);
    expect(await store.load('board/a')).toMatchObject({
      generation: 2,
      updates: [bytes(5), bytes(6)].map((update) => expect.objectContaining({ ...update })),
      clients: new Map([[8, '']]),
      earlierClients: new Set([7, 11]),
      removed: new Map(),
    });
    await store.close();
  });

  test('[S15] a back-up taken while the store is open can be opened by itself', async () => {
    const store = await open(path);
    await store.create(whole('board/a'));
    await store.append([batch('board/a', { update: bytes(2) })]);
    const copy = join(folder, 'copy.db');
    await store.backUp(copy);
    await store.append([batch('board/a', { update: bytes(3) })]);
    const backUp = await open(copy);
    expect((await backUp.load('board/a'))?.updates.map((update) => [...update])).toEqual([[1], [2]]);
    await Promise.all([backUp.close(), store.close()]);
  });

  test('[S29] a second process cannot open the same data folder, and can as soon as the first ended', async () => {
    const store = await open(path);
    expect(openElsewhere(path)).toBe('dataFolder.inUse');
    await expect(open(path)).rejects.toThrow(DataFolderInUse);
    await store.close();
    expect(openElsewhere(path)).toBe('opened');
  });

  test('[S29] documents of a newer program are refused and left alone', async () => {
    const db = openSqlite(path);
    db.pragma(`user_version = ${DOCUMENTS_VERSION + 1}`);
    db.close();
    await expect(open(path)).rejects.toThrow(DocumentsTooNew);
    expect(openElsewhere(path)).toBe('documents.tooNew');
  });
});

test('[S40] the event loop goes on while its own thread writes', async () => {
  const store = await openDocumentStore(path);
  await store.create(whole('board/a'));
  let turns = 0;
  let writing = true;
  const turn = () => {
    turns += 1;
    if (writing) setImmediate(turn);
  };
  setImmediate(turn);
  await store.append([batch('board/a', { update: new Uint8Array(8_000_000) })]);
  writing = false;
  expect(turns).toBeGreaterThan(10);
  await store.close();
});

test('[S40] when the thread dies, what it was asked fails, and the next call finds all that was acknowledged', async () => {
  const before = await openDocumentStore(path);
  await before.create(whole('board/a'));
  await before.close();
  const dying = `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', () => process.exit(1));
    parentPort.postMessage({ id: 0, value: 'open' });`;
  const threads = [() => new Worker(dying, { eval: true }), () => new Worker(THREAD, { workerData: path })];
  const store = await openDocumentStore(path, () => {
    const start = threads.shift();
    if (!start) throw new Error('a third thread was started');
    return start();
  });
  await expect(store.load('board/a')).rejects.toThrow('ended');
  expect((await store.load('board/a'))?.updates.map((update) => [...update])).toEqual([[1]]);
  await store.close();
});

function openElsewhere(file: string): string {
  const script = `
    import { sqliteDocumentStore } from './server/sync/persistence/sqliteDocumentStore.ts';
    try { sqliteDocumentStore(process.argv[1]); console.log('opened'); } catch (error) { console.log(error.code); }`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script, file], { encoding: 'utf8' });
  return ran.stdout.trim() || ran.stderr;
}
