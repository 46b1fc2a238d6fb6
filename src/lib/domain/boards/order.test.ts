import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byOrder, keyAfterAll, keyBetween, newRun } from './order.ts';

const wellFormed = fc.array(fc.nat(30), { maxLength: 12 }).map((steps) => {
  const keys: string[] = [];
  for (const step of steps) {
    const index = keys.length === 0 ? 0 : step % (keys.length + 1);
    const key = keyBetween(keys[index - 1] ?? null, keys[index] ?? null);
    if (key !== null) keys.splice(index, 0, key);
  }
  return keys;
});
const malformed = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('', 'a', 'a00', 'zz', 'A', 'é', ' ', '~'));

test('keys made between others stay in order, bytewise', () => {
  fc.assert(
    fc.property(wellFormed, (keys) => {
      expect([...keys].sort((a, b) => (a < b ? -1 : 1))).toEqual(keys);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test('a key after all comes after every well-formed one, whatever strangers wrote among them', () => {
  fc.assert(
    fc.property(wellFormed, fc.array(malformed), (keys, others) => {
      const last = keyAfterAll([...others, ...keys]);
      expect(keys.every((key) => key < last)).toBe(true);
      expect(keyBetween(last, null)).not.toBeNull();
    }),
  );
});

test('there is no key between equal, swapped or malformed neighbours, and asking never throws', () => {
  expect(keyBetween('a1', 'a1')).toBeNull();
  expect(keyBetween('a2', 'a1')).toBeNull();
  fc.assert(
    fc.property(fc.option(malformed), fc.option(malformed), (before, after) => {
      const key = keyBetween(before, after);
      if (key === null) return;
      if (before !== null) expect(key > before).toBe(true);
      if (after !== null) expect(key < after).toBe(true);
    }),
  );
});

test('a new run is as long as asked, in order, with room at both ends', () => {
  fc.assert(
    fc.property(fc.nat(200), (count) => {
      const run = newRun(count);
      expect(run).toHaveLength(count);
      expect([...run].sort((a, b) => (a < b ? -1 : 1))).toEqual(run);
      if (run[0] !== undefined) expect(keyBetween(null, run[0])).not.toBeNull();
    }),
  );
});

test('[B8] order is bytewise and ties go by id', () => {
  expect(byOrder({ key: 'Z', id: 'b' }, { key: 'a', id: 'a' })).toBe(-1);
  expect(byOrder({ key: 'a', id: 'b' }, { key: 'a', id: 'a' })).toBe(1);
  expect(byOrder({ key: 'a', id: 'a' }, { key: 'a', id: 'a' })).toBe(0);
});
