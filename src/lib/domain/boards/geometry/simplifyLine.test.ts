import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_INK_POINTS } from '../schema.ts';
import { simplifyLine } from './simplifyLine.ts';

const points = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), { minLength: 1, maxLength: 60 })
  .map((all) => all.flat());

function away([x, y]: readonly [number, number], line: readonly number[]): number {
  let best = Infinity;
  for (let at = 0; at < line.length; at += 2) {
    const [ax = 0, ay = 0, bx = ax, by = ay] = line.slice(at, at + 4);
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    best = Math.min(best, Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)));
  }
  return best;
}

test('[B18] the ends stay, and no point that was left out lies further away than the tolerance', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 50 }), (drawn, tolerance) => {
      const kept = simplifyLine(drawn, tolerance);
      expect(kept.slice(0, 2)).toEqual(drawn.slice(0, 2));
      expect(kept.slice(-2)).toEqual(drawn.slice(-2));
      for (let at = 0; at < drawn.length; at += 2) {
        expect(away([drawn[at] ?? 0, drawn[at + 1] ?? 0], kept)).toBeLessThanOrEqual(tolerance + 1e-9);
      }
    }),
  );
});

test('[B18] a straight line keeps its ends only, and the longest line has no more points than may be kept', () => {
  expect(simplifyLine([0, 0, 5, 5, 10, 10, 20, 20], 1)).toEqual([0, 0, 20, 20]);
  const jagged = Array.from({ length: 40_000 }, (_, index) => (index % 2 === 0 ? index : (index % 4) * 10));
  expect(simplifyLine(jagged, 0.5).length).toBeLessThanOrEqual(2 * MAX_INK_POINTS);
});
