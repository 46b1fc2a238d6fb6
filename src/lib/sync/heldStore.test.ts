import { describe, expect, test } from 'vitest';
import { MemoryStorage } from '../../../tests/support/memoryStorage.ts';
import type { HeldRow } from './heldStore';
import { countHeld, forgetHeld, HeldStore } from './heldStore';

const DAY_MS = 24 * 60 * 60 * 1000;
const row = (item: string): HeldRow => ({
  item,
  field: 'text',
  stretches: [{ at: 4, place: null, text: '000 0018' }],
});

function open(storage: Storage | null, { actor = 'ana', board = 'b1', now = 0 } = {}): HeldStore {
  return new HeldStore({ room: `board/${board}`, actor }, { storage, page: null, now: () => now });
}

/** A disk that is full: it reads and writes nothing more. */
class FullStorage extends MemoryStorage {
  override setItem(): void {
    throw new DOMException('full', 'QuotaExceededError');
  }
}

describe('[H5] words held back on this device', () => {
  test('are read by the same person on the same board, and by nobody else', () => {
    const storage = new MemoryStorage();
    open(storage).write([row('c1')]);
    expect(open(storage).read()).toEqual([row('c1')]);
    expect(open(storage, { actor: 'ben' }).read()).toEqual([]);
    expect(open(storage, { board: 'b2' }).read()).toEqual([]);
  });

  test('are counted and forgotten by person, or all of them', () => {
    const storage = new MemoryStorage();
    open(storage).write([row('c1'), row('c2')]);
    open(storage, { board: 'b2' }).write([row('c3')]);
    open(storage, { actor: 'ben' }).write([row('c1')]);
    storage.setItem('something else', 'stays');
    expect([countHeld('ana', storage), countHeld('ben', storage)]).toEqual([3, 1]);
    forgetHeld('ana', storage);
    expect([countHeld('ana', storage), countHeld('ben', storage)]).toEqual([0, 1]);
    forgetHeld(undefined, storage);
    expect(storage.length).toBe(1);
  });

  test('go after thirty days without use', () => {
    const storage = new MemoryStorage();
    open(storage).write([row('c1')]);
    open(storage, { board: 'b2', now: 29 * DAY_MS });
    expect(countHeld('ana', storage)).toBe(1);
    open(storage, { board: 'b2', now: 31 * DAY_MS });
    expect(countHeld('ana', storage)).toBe(0);
  });

  test('live as long as the page on a shared computer, and where the disk is full', () => {
    for (const storage of [null, new FullStorage()]) {
      const store = open(storage);
      store.write([row('c1')]);
      expect(store.read()).toEqual([row('c1')]);
      expect(open(storage).read()).toEqual([]);
    }
  });

  test('are kept no more once the board is closed to their writer', () => {
    const storage = new MemoryStorage();
    const store = open(storage);
    store.write([row('c1')]);
    store.close();
    store.write([row('c1')]);
    expect(storage.length).toBe(0);
  });

  test.each([
    '',
    '{',
    'null',
    '{"at":0,"rows":[{}]}',
    '{"at":0,"rows":[{"item":"c1","field":"title","stretches":[]}]}',
  ])('are nothing where what is kept makes no sense: %s', (kept) => {
    const storage = new MemoryStorage();
    storage.setItem('throughline:held:board/b1:ana', kept);
    expect(open(storage).read()).toEqual([]);
  });
});
