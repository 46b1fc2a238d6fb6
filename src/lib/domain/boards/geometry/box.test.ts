import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround, centreOf, contains, overlaps } from './box.ts';

const side = fc.integer({ min: 1, max: 50 });
const place = fc.integer({ min: -60, max: 60 });
const box = fc.record({ x: place, y: place, w: side, h: side });

test('two boxes overlap when some whole unit lies in both, and touching is not overlapping', () => {
  fc.assert(
    fc.property(box, box, (a, b) => {
      const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
      const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
      expect(overlaps(a, b)).toBe(width > 0 && height > 0);
      expect(overlaps(b, a)).toBe(overlaps(a, b));
    }),
  );
  expect(overlaps({ x: 0, y: 0, w: 10, h: 10 }, { x: 10, y: 0, w: 10, h: 10 })).toBe(false);
});

test('a box holds its top left corner and its centre, not its bottom right', () => {
  const a = { x: 10, y: 20, w: 30, h: 40 };
  expect(contains(a, [10, 20])).toBe(true);
  expect(contains(a, centreOf(a))).toBe(true);
  expect(contains(a, [40, 60])).toBe(false);
});

test('the box around boxes is the smallest that holds them all', () => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 1 }), (boxes) => {
      const around = boxAround(boxes);
      expect(around).toEqual({
        x: Math.min(...boxes.map(({ x }) => x)),
        y: Math.min(...boxes.map(({ y }) => y)),
        w: Math.max(...boxes.map(({ x, w }) => x + w)) - Math.min(...boxes.map(({ x }) => x)),
        h: Math.max(...boxes.map(({ y, h }) => y + h)) - Math.min(...boxes.map(({ y }) => y)),
      });
    }),
  );
  expect(boxAround([])).toBeNull();
});
