import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardItem } from '../../../../../tests/support/boards.ts';
import type { Point } from '../schema.ts';
import { placeAtEnd } from './placeAtEnd.ts';
import { inReadingOrder } from './readingOrder.ts';

const zone = { x: 0, y: 0, w: 572, h: 440 };
const cardsAt = (places: readonly Point[], prefix: string) =>
  places.map((at, index) => cardItem({ id: `${prefix}${String(index).padStart(3, '0')}`, at }));

test('new cards are read after what is there, in the order given', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 60, max: 320 }));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 15 }), fc.integer({ min: 1, max: 12 }), (there, count) => {
      const items = inReadingOrder(cardsAt(there, 'old'));
      const added = cardsAt(placeAtEnd(zone, items, count), 'new');
      expect(added).toHaveLength(count);
      const read = inReadingOrder([...items, ...added]).map(({ id }) => id);
      expect(read).toEqual([...items, ...added].map(({ id }) => id));
    }),
  );
});

test('an empty zone is filled from its first place', () => {
  const [first, second] = placeAtEnd(zone, [], 2);
  expect(first?.[1]).toBe(second?.[1]);
  expect(first?.[0]).toBeLessThan(100);
});

test('in a full zone the cards stay inside and apart', () => {
  const full = inReadingOrder(cardsAt(placeAtEnd(zone, [], 9), 'old'));
  const more = placeAtEnd(zone, full, 5);
  expect(new Set(more.map(String)).size).toBe(5);
  for (const [x, y] of more) expect(x + 164 <= zone.w && y + 112 <= zone.h).toBe(true);
});
