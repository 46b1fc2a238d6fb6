import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextItem } from '../schema.ts';
import { boxOf, overlaps } from './box.ts';
import { inReadingOrder } from './readingOrder.ts';
import { tidy } from './tidy.ts';

const items = fc
  .array(
    fc.record({
      at: fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })),
      size: fc.tuple(fc.integer({ min: 24, max: 260 }), fc.integer({ min: 24, max: 260 })),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) =>
    all.map((one, index): TextItem => ({
      ...{ id: `item-${index}`, by: null, made: '', z: 'a0', look: {}, kind: 'text', zone: null, text: '' },
      ...one,
    })),
  );
const zone = fc.option(
  fc.record({
    ...{ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) },
    ...{ w: fc.integer({ min: 300, max: 1_200 }), h: fc.integer({ min: 200, max: 900 }) },
  }),
);

test('[B16] tidied things do not overlap, are read in the same order, and a zone’s stay within its sides', () => {
  fc.assert(
    fc.property(items, zone, (before, area) => {
      const moves = new Map(tidy(before, area).map(({ id, at }) => [id, at]));
      const after = before.map((item) => ({ ...item, at: moves.get(item.id) ?? item.at }));
      expect(inReadingOrder(after).map(({ id }) => id)).toEqual(inReadingOrder(before).map(({ id }) => id));
      for (const [index, one] of after.entries()) {
        for (const other of after.slice(index + 1)) expect(overlaps(boxOf(one), boxOf(other))).toBe(false);
        if (area) expect(one.at[0]).toBeGreaterThanOrEqual(area.x);
        if (area) expect(one.at[0] + one.size[0]).toBeLessThanOrEqual(area.x + area.w);
      }
    }),
  );
});

test('[B16] what is tidy already stays', () => {
  fc.assert(
    fc.property(items, zone, (before, area) => {
      const moves = new Map(tidy(before, area).map(({ id, at }) => [id, at]));
      const after = before.map((item) => ({ ...item, at: moves.get(item.id) ?? item.at }));
      expect(tidy(after, area)).toEqual([]);
    }),
  );
});
