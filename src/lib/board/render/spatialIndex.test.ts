import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from '$lib/domain/boards/geometry/box';
import { SpatialIndex } from './spatialIndex';

const box = fc.record({
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
  w: fc.integer({ min: 24, max: 600 }),
  h: fc.integer({ min: 24, max: 600 }),
});
const touches = (a: Box, b: Box) => a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;

test('finds exactly what touches a part, also after things moved and went', () => {
  fc.assert(
    fc.property(
      fc.array(box, { maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(59), fc.option(box)), { maxLength: 30 }),
      box,
      (boxes, changes, part) => {
        const plain = new Map(boxes.map((one, index) => [`i${index}`, one]));
        const index = new SpatialIndex(plain);
        for (const [which, to] of changes) {
          if (to) plain.set(`i${which}`, to);
          else plain.delete(`i${which}`);
          if (to) index.put(`i${which}`, to);
          else index.remove(`i${which}`);
        }
        const expected = [...plain].filter(([, one]) => touches(one, part)).map(([id]) => id);
        expect(index.search(part).sort()).toEqual(expected.sort());
        expect(index.size).toBe(plain.size);
      },
    ),
  );
});

test('says whether an item has moved at all', () => {
  const index = new SpatialIndex([['a', { x: 0, y: 0, w: 164, h: 112 }]]);
  expect(index.put('a', { x: 0, y: 0, w: 164, h: 112 })).toBe(false);
  expect(index.put('a', { x: 8, y: 0, w: 164, h: 112 })).toBe(true);
});

test('the bounds go round everything, and there are none round nothing', () => {
  const index = new SpatialIndex();
  expect(index.bounds()).toBeNull();
  index.put('a', { x: -10, y: 5, w: 100, h: 50 });
  index.put('b', { x: 200, y: 0, w: 100, h: 20 });
  expect(index.bounds()).toEqual({ x: -10, y: 0, w: 310, h: 55 });
});
