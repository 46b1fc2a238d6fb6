import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pauseAfter } from './pace.ts';

test('[S41] a cheap turn is followed at once, a dear one after a pause of at most 50 ms', () => {
  expect([pauseAfter(0), pauseAfter(0.03)]).toEqual([0, 0]);
  expect(pauseAfter(1)).toBeGreaterThan(10);
  expect(pauseAfter(1_000)).toBeLessThanOrEqual(50);
});

test('[S41] more work never shortens the pause', () => {
  const work = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(work, work, (one, other) => {
      expect(pauseAfter(Math.max(one, other))).toBeGreaterThanOrEqual(pauseAfter(Math.min(one, other)));
    }),
  );
});
