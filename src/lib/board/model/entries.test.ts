import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bell, Entries } from './entries.svelte';

const key = fc.constantFrom('a', 'b', 'c', 'key-1', 'key-2');

test('holds what a map would hold, however few bells there are', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.array(fc.tuple(key, fc.option(fc.nat(9)))), (bells, steps) => {
      const entries = new Entries<number>(bells + 1);
      const plain = new Map<string, number>();
      for (const [name, value] of steps) {
        if (value === null) expect(entries.delete(name)).toBe(plain.delete(name));
        else {
          entries.set(name, value);
          plain.set(name, value);
        }
      }
      expect([...entries.peekAll()]).toEqual([...plain]);
      expect([[...entries.keys], entries.size]).toEqual([[...plain.keys()], plain.size]);
      for (const name of ['a', 'b', 'c', 'nothing']) {
        expect([entries.get(name), entries.peek(name), entries.has(name)]).toEqual([
          plain.get(name),
          plain.get(name),
          plain.has(name),
        ]);
      }
      entries.clear();
      expect([...entries.keys]).toEqual([]);
    }),
  );
});

test('a bell rings every time', () => {
  const bell = new Bell();
  const before = bell.hear();
  bell.ring();
  bell.ring();
  expect(bell.hear()).toBe(before + 2);
});
