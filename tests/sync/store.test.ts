import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlite } from '../../server/storage/dialects/sqlite.ts';
import type { Batch } from '../../server/sync/persistence/documentStore.ts';
import { DOCUMENTS_VERSION, DocumentsTooNew } from '../../server/sync/persistence/schema.ts';
import { DataFolderInUse, sqliteDocumentStore } from '../../server/sync/persistence/sqliteDocumentStore.ts';

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
  ...parts,
});

test('[S15] what was appended is there again, in order, with everything beside it', async () => {
  const store = sqliteDocumentStore(path);
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
  const again = sqliteDocumentStore(path);
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
  const store = sqliteDocumentStore(path);
  await store.create(whole('board/a'));
  const both = [batch('board/a', { update: bytes(2) }), batch('board/none', { update: bytes(2) })];
  await expect(store.append(both)).rejects.toMatchObject({ code: 'notFound' });
  expect((await store.load('board/a'))?.rows).toBe(1);
  await store.close();
});

test('[S15] a snapshot takes the place of the rows before it, and of none after it', async () => {
  const store = sqliteDocumentStore(path);
  await store.create(whole('board/a'));
  const folding = store.fold('board/a', bytes(9));
  await store.append([batch('board/a', { update: bytes(3) })]);
  await folding;
  const stored = await store.load('board/a');
  expect(stored?.updates.map((update) => [...update])).toEqual([[9], [3]]);
  await store.close();
});

test('[S15] a new generation replaces everything and remembers the clientIDs of the old one', async () => {
  const store = sqliteDocumentStore(path);
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
  const store = sqliteDocumentStore(path);
  await store.create(whole('board/a'));
  await store.append([batch('board/a', { update: bytes(2) })]);
  const copy = join(folder, 'copy.db');
  await store.backUp(copy);
  await store.append([batch('board/a', { update: bytes(3) })]);
  const backUp = sqliteDocumentStore(copy);
  expect((await backUp.load('board/a'))?.updates.map((update) => [...update])).toEqual([[1], [2]]);
  await Promise.all([backUp.close(), store.close()]);
});

test('[S29] a second process cannot open the same data folder, and can as soon as the first ended', async () => {
  const store = sqliteDocumentStore(path);
  expect(openElsewhere(path)).toBe('dataFolder.inUse');
  expect(() => sqliteDocumentStore(path)).toThrow(DataFolderInUse);
  await store.close();
  expect(openElsewhere(path)).toBe('opened');
});

test('[S29] documents of a newer program are refused and left alone', () => {
  const db = openSqlite(path);
  db.pragma(`user_version = ${DOCUMENTS_VERSION + 1}`);
  db.close();
  expect(() => sqliteDocumentStore(path)).toThrow(DocumentsTooNew);
  expect(openElsewhere(path)).toBe('documents.tooNew');
});

function openElsewhere(file: string): string {
  const script = `
    import { sqliteDocumentStore } from './server/sync/persistence/sqliteDocumentStore.ts';
    try { sqliteDocumentStore(process.argv[1]); console.log('opened'); } catch (error) { console.log(error.code); }`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script, file], { encoding: 'utf8' });
  return ran.stdout.trim() || ran.stderr;
}
