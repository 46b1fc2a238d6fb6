import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardItem } from '../../../../../tests/support/boards.ts';
import type { CardItem } from '../schema.ts';
import type { Move } from './moveBeside.ts';
import { moveBeside } from './moveBeside.ts';
import { inReadingOrder } from './readingOrder.ts';

/** Layouts as people leave them: many cards in few places, so that some lie exactly on each other. */
const layouts = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 2, 176, 352), fc.constantFrom(0, 3, 55, 56, 124, 248)), {
    minLength: 2,
    maxLength: 12,
  })
  .map((places) => places.map((at, index) => cardItem({ id: `card-${index}`, at })));

function afterwards(items: readonly CardItem[], moves: readonly Move[]): string[] {
  const places = new Map(moves.map(({ id, at }) => [id, at]));
  return inReadingOrder(items.map((item) => ({ ...item, at: places.get(item.id) ?? item.at }))).map(({ id }) => id);
}

test('[B9] the card is then read directly beside the other, and the rest keep their order', () => {
  fc.assert(
    fc.property(layouts, fc.nat(), fc.nat(), fc.constantFrom('before', 'after'), (items, a, b, side) => {
      const id = `card-${a % items.length}`;
      const target = `card-${b % items.length}`;
      if (id === target) return;
      const order = afterwards(items, moveBeside(items, { id, side, target }));
      const expected = inReadingOrder(items)
        .map((item) => item.id)
        .filter((other) => other !== id);
      expected.splice(expected.indexOf(target) + (side === 'after' ? 1 : 0), 0, id);
      expect(order).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
});

test('a tidy grid stays tidy: the cards between change places', () => {
  const [a, b, c] = [0, 176, 352].map((x, index) => cardItem({ id: 'abc'.charAt(index), at: [x, 0] }));
  if (!a || !b || !c) throw new Error('three cards');
  expect(moveBeside([a, b, c], { id: 'c', side: 'before', target: 'a' })).toEqual([
    { id: 'c', at: [0, 0] },
    { id: 'a', at: [176, 0] },
    { id: 'b', at: [352, 0] },
  ]);
});

test('nothing moves when it is there already, when it is beside itself, or when either card is gone', () => {
  const items = [cardItem({ id: 'a', at: [0, 0] }), cardItem({ id: 'b', at: [176, 0] })];
  expect(moveBeside(items, { id: 'a', side: 'before', target: 'b' })).toEqual([]);
  expect(moveBeside(items, { id: 'a', side: 'after', target: 'a' })).toEqual([]);
  expect(moveBeside(items, { id: 'gone', side: 'after', target: 'a' })).toEqual([]);
  expect(moveBeside(items, { id: 'a', side: 'after', target: 'gone' })).toEqual([]);
});
