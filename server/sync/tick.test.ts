import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UNCOUNTED } from '../metrics/metrics.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { DocumentStore } from './persistence/documentStore.ts';
import { sqliteDocumentStore } from './persistence/sqliteDocumentStore.ts';
import { Ticker } from './tick.ts';

let folder: string;
let store: DocumentStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-tick-'));
  store = sqliteDocumentStore(join(folder, 'documents.db'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A room that counts its turns and never has anything to write. */
function table() {
  const ticker = new Ticker({ store, limits: DEFAULT_LIMITS, counts: UNCOUNTED, onWritable: () => undefined });
  const room = { turns: 0, gather: () => null, publish: () => void room.turns++, reset: () => undefined };
  return { ticker, room };
}

test('[S41] work that a turn caused after it was over lengthens the pause, once', async () => {
  const { ticker, room } = table();
  ticker.worked(1);
  ticker.wake(room);
  await vi.advanceTimersByTimeAsync(1);
  ticker.wake(room);
  await vi.advanceTimersByTimeAsync(20);
  expect(room.turns).toBe(1);
  await vi.advanceTimersByTimeAsync(20);
  expect(room.turns).toBe(2);
  ticker.wake(room);
  await vi.advanceTimersByTimeAsync(1);
  expect(room.turns).toBe(3);
});
