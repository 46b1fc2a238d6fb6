import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardItem } from '../../../../../tests/support/boards.ts';
import type { Point } from '../schema.ts';
import { boxOf, overlaps } from './box.ts';
import { placeAtEnd } from './placeAtEnd.ts';
import { inReadingOrder } from './readingOrder.ts';

const zone = { x: 0, y: 0, w: 572, h: 440 };
const cardsAt = (places: readonly Point[], prefix: string) =>
  places.map((at, index) => cardItem({ id: `${prefix}${String(index).padStart(3, '0')}`, at }));

test('new cards are read last, in the order given, unless that would cover another while there is room', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 60, max: 320 }));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 15 }), fc.integer({ min: 1, max: 12 }), (there, count) => {
      const items = inReadingOrder(cardsAt(there, 'old'));
      const places = placeAtEnd(zone, items, count);
      const isFree = (at: Point) => !items.some((item) => overlaps(boxOf(item), boxOf(cardItem({ at }))));
      const added = cardsAt(places, 'new');
      expect(added).toHaveLength(count);
      const order = inReadingOrder([...items, ...added]).map(({ id }) => id);
      const rank = (id: string) => order.indexOf(id);
      const early = added.filter(({ id }) => items.some((item) => rank(item.id) > rank(id)));
      for (const { at } of early) expect(isFree(at)).toBe(true);
      const late = added.filter((card) => !early.includes(card));
      expect(late.map(({ id }) => id)).toEqual(order.filter((id) => late.some((card) => card.id === id)));
    }),
  );
});

test('a gap is used before a card covers another', () => {
  const slots = placeAtEnd(zone, [], 9);
  const withGap = inReadingOrder(cardsAt([...slots.slice(0, 3), ...slots.slice(4)], 'old'));
  expect(placeAtEnd(zone, withGap, 1)).toEqual([slots[3]]);
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
