import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byOrder } from '$lib/domain/boards/order';
import { StackNumbers } from './stackNumbers.svelte';

const key = fc.string({ unit: fc.constantFrom('a', 'b', 'M', 'z'), minLength: 1, maxLength: 3 });
const step = fc.record({ id: fc.nat(20), key: fc.option(key) });

test('numbers are in the order of the stack after anything, ties by id', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 12 }), fc.array(step, { maxLength: 200 }), (start, steps) => {
      const plain = new Map(start.map((z, nth) => [`i${nth}`, z]));
      const stack = new StackNumbers([...plain].map(([id, z]) => ({ id, z })));
      for (const { id: nth, key: z } of steps) {
        if (z === null) plain.delete(`i${nth}`);
        else plain.set(`i${nth}`, z);
        if (z === null) stack.remove(`i${nth}`);
        else stack.put(`i${nth}`, z);
      }
      const wanted = [...plain].map(([id, z]) => ({ id, key: z })).sort(byOrder);
      const numbers = wanted.map(({ id }) => stack.peek(id));
      expect(numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? number))).toBe(true);
    }),
  );
});

test('what did not change keeps its number when another goes to the top, to the foot, between or away', () => {
  const stack = new StackNumbers(['a1', 'a2', 'a3', 'a4'].map((z, nth) => ({ id: `i${nth}`, z })));
  const before = ['i0', 'i2', 'i3'].map((id) => stack.of(id));
  for (const z of ['a9', 'Zz', 'a3V']) {
    stack.put('i1', z);
    expect(['i0', 'i2', 'i3'].map((id) => stack.of(id))).toEqual(before);
  }
  stack.remove('i1');
  expect(['i0', 'i2', 'i3', 'i1'].map((id) => stack.of(id))).toEqual([...before, 0]);
});
