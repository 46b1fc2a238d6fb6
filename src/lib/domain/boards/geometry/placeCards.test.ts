import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point } from '../schema.ts';
import { CARD_SIZE } from '../schema.ts';
import type { Box } from './box.ts';
import { contains, overlaps } from './box.ts';
import { placeInTheOpen, placeInZone } from './placeCards.ts';

const cardAt = ([x, y]: Point): Box => ({ x, y, w: CARD_SIZE[0], h: CARD_SIZE[1] });

function clashes(places: readonly Point[], taken: readonly Box[]): number {
  const boxes = places.map(cardAt);
  const among = boxes.filter((box, index) => boxes.slice(0, index).some((other) => overlaps(box, other)));
  return among.length + boxes.filter((box) => taken.some((other) => overlaps(box, other))).length;
}

const zones = fc.record({
  x: fc.integer({ min: -2_000, max: 2_000 }),
  y: fc.integer({ min: -2_000, max: 2_000 }),
  w: fc.integer({ min: 300, max: 1_600 }),
  h: fc.integer({ min: 220, max: 900 }),
});
const counts = fc.integer({ min: 1, max: 60 });

test('[B12] cards go into a zone without overlapping while there is room, and stay inside when there is none', () => {
  fc.assert(
    fc.property(zones, counts, fc.integer({ min: 1, max: 8 }), (zone, first, second) => {
      const room = placeInZone(zone, { taken: [], count: 400 }).filter((place, index, all) => {
        return all.findIndex((other) => overlaps(cardAt(other), cardAt(place))) === index;
      }).length;
      const there = placeInZone(zone, { taken: [], count: Math.min(first, room) });
      const taken = there.map(cardAt);
      const added = placeInZone(zone, { taken, count: second });
      expect(added).toHaveLength(second);
      const fit = added.slice(0, Math.max(0, room - there.length));
      expect(clashes([...there, ...fit], [])).toBe(0);
      for (const [x, y] of added) {
        expect(contains(zone, [x, y])).toBe(true);
        expect(contains(zone, [x + CARD_SIZE[0] - 1, y + CARD_SIZE[1] - 1])).toBe(true);
      }
    }),
  );
});

test('the first card of an empty zone lies inside it, below the title', () => {
  fc.assert(
    fc.property(zones, (zone) => {
      const [[x, y] = [0, 0]] = placeInZone(zone, { taken: [], count: 1 });
      expect(x).toBeGreaterThan(zone.x);
      expect(y).toBeGreaterThan(zone.y + 40);
      expect(x + CARD_SIZE[0]).toBeLessThanOrEqual(zone.x + zone.w);
      expect(y + CARD_SIZE[1]).toBeLessThanOrEqual(zone.y + zone.h);
    }),
  );
});

test('a gap left by a card that went is filled before the end of the row', () => {
  const zone = { x: 0, y: 0, w: 572, h: 440 };
  const [first, , third] = placeInZone(zone, { taken: [], count: 3 });
  if (!first || !third) throw new Error('three places');
  const [next] = placeInZone(zone, { taken: [cardAt(first), cardAt(third)], count: 1 });
  expect(next?.[0]).toBeGreaterThan(first[0]);
  expect(next?.[0]).toBeLessThan(third[0]);
});

test('[B12] cards put down by hand off the grid do not make a zone look full', () => {
  const zone = { x: 0, y: 512, w: 1180, h: 398 };
  const taken = [20, 214, 408, 602].map((x) => cardAt([x, 640]));
  const places = placeInZone(zone, { taken, count: 6 });
  expect(clashes(places, taken)).toBe(0);
  expect(places).toContainEqual([18, 764]);
});

test('in a full zone every further card shows a different corner', () => {
  const zone = { x: 0, y: 0, w: 572, h: 440 };
  const places = placeInZone(zone, { taken: [], count: 40 });
  expect(new Set(places.map(String)).size).toBe(40);
  const taken = places.slice(0, 6).map(cardAt);
  const more = placeInZone(zone, { taken, count: 12 });
  expect(new Set([...places.slice(0, 6), ...more].map(String)).size).toBe(18);
});

test('in the open cards are laid from where they were dropped, past what lies there', () => {
  fc.assert(
    fc.property(fc.array(zones, { maxLength: 4 }), fc.integer({ min: 1, max: 20 }), (taken, count) => {
      const places = placeInTheOpen([0, 0], { taken, count });
      expect(places).toHaveLength(count);
      expect(clashes(places, taken)).toBe(0);
      for (const [x, y] of places) expect(x >= 0 && y >= 0).toBe(true);
    }),
  );
  expect(placeInTheOpen([30, 40], { taken: [], count: 0 })).toEqual([]);
});
