import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardItem, zoneItem } from '../../../../../tests/support/boards.ts';
import { inReadingOrder, zonesInOrder } from './readingOrder.ts';

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

test('[B8] cards are read in rows of 56 units, left to right, and a little unevenness does not matter', () => {
  const cards = [
    cardItem({ id: 'below', at: [0, 56] }),
    cardItem({ id: 'right', at: [200, 0] }),
    cardItem({ id: 'left, a little lower', at: [0, 55] }),
    cardItem({ id: 'above', at: [900, -1] }),
  ];
  expect(ids(inReadingOrder(cards))).toEqual(['above', 'left, a little lower', 'right', 'below']);
});

test('cards in one place are read by id', () => {
  expect(ids(inReadingOrder([cardItem({ id: 'b' }), cardItem({ id: 'B' }), cardItem({ id: 'a' })]))).toEqual([
    'B',
    'a',
    'b',
  ]);
});

test('[B8] the order is the same whatever order the cards come in', () => {
  const place = fc.integer({ min: -200, max: 200 });
  const cards = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), place, place), {
    selector: ([id]) => id,
  });
  fc.assert(
    fc.property(cards, fc.infiniteStream(fc.nat()), (made, chance) => {
      const items = made.map(([id, x, y]) => cardItem({ id, at: [x, y] }));
      const shuffled = items
        .map((item) => ({ item, key: chance.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item);
      expect(inReadingOrder(shuffled)).toEqual(inReadingOrder(items));
    }),
  );
});

test('zones are listed by their order key bytewise, ties by id', () => {
  const zones = [
    zoneItem({ id: 'third', order: 'a1' }),
    zoneItem({ id: 'tie-b', order: 'a0' }),
    zoneItem({ id: 'tie-a', order: 'a0' }),
    zoneItem({ id: 'capitals come first', order: 'Zz' }),
  ];
  expect(ids(zonesInOrder(zones))).toEqual(['capitals come first', 'tie-a', 'tie-b', 'third']);
});
