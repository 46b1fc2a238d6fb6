import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snap } from './snap.ts';

const whole = fc.integer({ min: -500, max: 500 });
const box = fc.record({ x: whole, y: whole, w: fc.integer({ min: 2, max: 300 }), h: fc.integer({ min: 2, max: 300 }) });

test('[B15] a box snaps to edges and middles within reach, and says along which lines', () => {
  const moving = { x: 103, y: 400, w: 100, h: 50 };
  const other = { x: 100, y: 0, w: 100, h: 50 };
  expect(snap(moving, [other], 6)).toEqual({
    by: [-3, 0],
    guides: [
      { along: 'x', at: 100, from: 0, to: 450 },
      { along: 'x', at: 150, from: 0, to: 450 },
      { along: 'x', at: 200, from: 0, to: 450 },
    ],
  });
  expect(snap(moving, [other], 2)).toEqual({ by: [0, 0], guides: [] });
});

test('[B15] it never goes further than its reach, and once there it stays', () => {
  fc.assert(
    fc.property(box, fc.array(box, { maxLength: 6 }), fc.integer({ min: 1, max: 20 }), (moving, others, reach) => {
      const { by, guides } = snap(moving, others, reach);
      expect(Math.max(Math.abs(by[0]), Math.abs(by[1]))).toBeLessThanOrEqual(reach);
      const there = { ...moving, x: moving.x + by[0], y: moving.y + by[1] };
      expect(snap(there, others, reach)).toEqual({ by: [0, 0], guides });
    }),
  );
});
