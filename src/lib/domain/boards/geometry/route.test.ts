import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point } from '../schema.ts';
import type { Box } from './box.ts';
import { overlaps } from './box.ts';
import { middleOf, route } from './route.ts';

const box = fc.record({
  ...{ x: fc.integer({ min: -600, max: 600 }), y: fc.integer({ min: -600, max: 600 }) },
  ...{ w: fc.integer({ min: 24, max: 200 }), h: fc.integer({ min: 24, max: 200 }) },
});
const widened = ({ x, y, w, h }: Box): Box => ({ x: x - 30, y: y - 30, w: w + 60, h: h + 60 });
const apart = (boxes: readonly Box[]) =>
  boxes.every((one, index) => boxes.slice(index + 1).every((other) => !overlaps(widened(one), widened(other))));

const stretches = (line: readonly Point[]) => line.slice(1).map((to, index) => [line[index] ?? to, to] as const);
const goesThrough = ([[ax, ay], [bx, by]]: readonly [Point, Point], { x, y, w, h }: Box) =>
  Math.max(ax, bx) > x && Math.min(ax, bx) < x + w && Math.max(ay, by) > y && Math.min(ay, by) < y + h;

test('[B17] a line leaves both boxes in the middle of a side, turns only at right angles, and goes round all', () => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 2, maxLength: 5 }).filter(apart), ([from, to, ...around]) => {
      if (!from || !to) return;
      const line = route({ box: from, side: null }, { box: to, side: null }, around);
      const middles = (one: Box) => (['top', 'right', 'bottom', 'left'] as const).map((side) => middleOf(one, side));
      expect(middles(from)).toContainEqual(line[0]);
      expect(middles(to)).toContainEqual(line.at(-1));
      for (const stretch of stretches(line)) {
        const [[ax, ay], [bx, by]] = stretch;
        expect(ax === bx || ay === by).toBe(true);
        for (const one of [from, to, ...around]) expect(goesThrough(stretch, one)).toBe(false);
      }
    }),
  );
});

test('[B17] a side that was chosen is kept', () => {
  const from = { x: 0, y: 0, w: 100, h: 50 };
  const to = { x: 300, y: 0, w: 100, h: 50 };
  expect(route({ box: from, side: null }, { box: to, side: null })).toEqual([
    [100, 25],
    [300, 25],
  ]);
  expect(route({ box: from, side: 'top' }, { box: to, side: 'top' })).toEqual([
    [50, 0],
    [50, -14],
    [350, -14],
    [350, 0],
  ]);
});

test('[B17] the same things always give the same line, also where there is no way round', () => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 2, maxLength: 20 }), ([from, to, ...around]) => {
      if (!from || !to) return;
      const once = route({ box: from, side: null }, { at: [to.x, to.y] }, around);
      expect(route({ box: from, side: null }, { at: [to.x, to.y] }, around)).toEqual(once);
      expect(once.length).toBeGreaterThan(0);
    }),
  );
});
