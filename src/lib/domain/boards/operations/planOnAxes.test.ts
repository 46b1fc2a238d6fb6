import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANA, board } from '../../../../../tests/support/boards.ts';
import type { Axes, AxisPart } from '../geometry/axis.ts';
import { AXIS_PARTS } from '../geometry/axis.ts';
import { bandsOf, readAxes } from '../geometry/axes.ts';
import { MIN_ZONE_SIZE } from '../schema.ts';
import { gridsOn, planOnAxes, valuesOf } from './planOnAxes.ts';

const axes = (x: AxisPart = 'whole', y: AxisPart = 'whole'): Axes => ({
  x: { label: 'Effort', low: 'Little', high: 'Much', part: x },
  y: { label: 'Impact', low: 'Small', high: 'Large', part: y },
});
const part = fc.constantFrom(...AXIS_PARTS);
const zone = fc.record({
  at: fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 })),
  size: fc.tuple(fc.integer({ min: MIN_ZONE_SIZE[0], max: 3000 }), fc.integer({ min: MIN_ZONE_SIZE[1], max: 2000 })),
  x: part,
  y: part,
});

test('[F75] what is placed on axes by words is read back in the same words, however many lie there', () => {
  fc.assert(
    fc.property(zone, fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 12 }), (made, across, up, count) => {
      const cards = Array.from({ length: count }, (_, index) => ({
        id: `card-${index}`,
        at: [9000, 40 * index] as const,
      }));
      const look = { axes: axes(made.x, made.y) };
      const { board: doc } = board({ zones: [{ id: 'z', at: made.at, size: made.size, look }], cards });
      const [grid] = gridsOn(doc.zones());
      if (!grid) throw new Error('there are no axes');
      const [x, y] = [grid.bands.x[across % grid.bands.x.length], grid.bands.y[up % grid.bands.y.length]];
      if (!x || !y) throw new Error('there are no bands');
      doc.place(
        planOnAxes(
          doc,
          cards.map(({ id }) => id),
          { grid, on: { x, y } },
        ),
        ANA,
      );
      for (const { id } of cards) {
        const item = doc.item(id);
        expect(item && valuesOf(item, ({ zone: home }) => doc.item(home ?? ''))?.on).toEqual({ x, y });
      }
    }),
    { numRuns: 300 },
  );
});

test('[F75] where four zones stand for a grid, each says only what lies in its part', () => {
  const corners: [string, AxisPart, AxisPart, number, number][] = [
    ['quick', 'low', 'high', 0, 0],
    ['bets', 'high', 'high', 1220, 0],
    ['fill', 'low', 'low', 0, 560],
    ['stop', 'high', 'low', 1220, 560],
  ];
  const { board: doc } = board({
    zones: corners.map(([id, x, y, ...at]) => ({ id, at, size: [1180, 520], look: { axes: axes(x, y) } })),
    cards: [{ id: 'one', zone: 'quick', at: [20, 100] }],
  });
  const grids = gridsOn(doc.zones());
  const [grid] = grids;
  if (!grid) throw new Error('there are no axes');
  expect([grids.length, grid.bands.x]).toEqual([1, ['veryLow', 'low', 'high', 'veryHigh']]);
  doc.place(planOnAxes(doc, ['one'], { grid, on: { x: 'veryHigh', y: 'low' } }), ANA);
  const item = doc.item('one');
  expect(item && 'zone' in item && item.zone).toBe('stop');
  expect(item && valuesOf(item, ({ zone: home }) => doc.item(home ?? ''))?.on).toEqual({ x: 'veryHigh', y: 'low' });
});

test('axes are strangers’ input: no names are no axes, unknown parts are the whole, and what names a person is left out', () => {
  expect(
    [null, 7, {}, { x: { label: 'Effort' } }, { x: { label: ' ' }, y: { label: 'Impact' } }].map(readAxes),
  ).toEqual([null, null, null, null, null]);
  const read = readAxes({ x: { label: 'Effort', part: 'half' }, y: { label: 'Impact', low: '943 476 5919' } });
  expect(read).toEqual({
    x: { label: 'Effort', low: '', high: '', part: 'whole' },
    y: { label: 'Impact', low: '', high: '', part: 'whole' },
  });
  expect(read && bandsOf(read.x)).toHaveLength(5);
});
