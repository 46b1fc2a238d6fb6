import fc from 'fast-check';
import { expect, test } from 'vitest';
import { board } from '../../../../../tests/support/boards.ts';
import { byOrder } from '../order.ts';
import { planStack } from './planStack.ts';

const keys = fc.array(fc.constantFrom('a0', 'a1', 'a2', 'Zz', '', 'ä'), { minLength: 1, maxLength: 7 });
const to = fc.constantFrom('front' as const, 'back' as const);

test('what is brought forward or sent back passes all others that have a sound key, and keeps its own order', () => {
  fc.assert(
    fc.property(keys, fc.array(fc.nat(6), { maxLength: 4 }), to, (zs, picked, way) => {
      const cards = zs.map((z, index) => ({ id: `card-${index}`, z }));
      const made = board({ cards }).board;
      const ids = [...new Set(picked.filter((index) => index < zs.length))].map((index) => `card-${index}`);
      const before = [...made.items()].map(({ id, z }) => ({ id, key: z })).sort(byOrder);
      const plan = planStack(made, ids, way);
      const after = before
        .map(({ id, key }) => ({ id, key: plan.find((one) => one.id === id)?.z ?? key }))
        .sort(byOrder);
      const order = (all: typeof after) => all.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
      expect(order(after)).toEqual(order(before));
      const sound = after.filter(({ id, key }) => ids.includes(id) || /^[A-Za-z]/.test(key)).map(({ id }) => id);
      const chosen = way === 'front' ? sound.slice(sound.length - ids.length) : sound.slice(0, ids.length);
      expect(chosen.toSorted()).toEqual(ids.toSorted());
    }),
  );
});
