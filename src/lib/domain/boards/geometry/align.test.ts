import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Boxed, Edge } from './align.ts';
import { align, distribute } from './align.ts';
import type { Box } from './box.ts';
import { boxAround } from './box.ts';

const whole = fc.integer({ min: -2_000, max: 2_000 });
const box = fc.record({ x: whole, y: whole, w: fc.integer({ min: 1, max: 300 }), h: fc.integer({ min: 1, max: 300 }) });
const things = fc
  .array(box, { minLength: 1, maxLength: 8 })
  .map((boxes) => boxes.map((one, index): Boxed => ({ id: `item-${index}`, box: one })));

function after(before: readonly Boxed[], moves: ReturnType<typeof align>): Box[] {
  return before.map(({ id, box: one }) => {
    const move = moves.find((other) => other.id === id);
    return move ? { ...one, x: move.at[0], y: move.at[1] } : one;
  });
}

const lines: Record<Edge, (one: Box) => number> = {
  left: ({ x }) => x,
  centre: ({ x, w }) => x + w / 2,
  right: ({ x, w }) => x + w,
  top: ({ y }) => y,
  middle: ({ y, h }) => y + h / 2,
  bottom: ({ y, h }) => y + h,
};

test.each(Object.keys(lines) as Edge[])('[B14] aligned by %s, all stand on one line of the box round them', (edge) => {
  fc.assert(
    fc.property(things, (before) => {
      const around = boxAround(before.map(({ box: one }) => one)) as Box;
      for (const one of after(before, align(before, edge))) {
        expect(Math.abs(lines[edge](one) - lines[edge](around))).toBeLessThanOrEqual(0.5);
      }
    }),
  );
});

test.each(['x', 'y'] as const)('[B14] distributed along %s, gaps are the same and the outermost stay', (along) => {
  const length = along === 'x' ? 'w' : 'h';
  fc.assert(
    fc.property(things, (before) => {
      const order = [...before].sort((a, b) => a.box[along] - b.box[along] || (a.id < b.id ? -1 : 1));
      const boxes = after(order, distribute(before, along));
      if (boxes.length < 3) {
        expect(boxes).toEqual(order.map(({ box: one }) => one));
        return;
      }
      expect([boxes[0], boxes.at(-1)]).toEqual([order[0]?.box, order.at(-1)?.box]);
      const gaps = boxes
        .slice(1)
        .map((one, index) => one[along] - ((boxes[index]?.[along] ?? 0) + (boxes[index]?.[length] ?? 0)));
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
  );
});

test('[B14] what stands right already is not moved', () => {
  const before = [
    { id: 'a', box: { x: 0, y: 0, w: 10, h: 10 } },
    { id: 'b', box: { x: 0, y: 40, w: 30, h: 10 } },
  ];
  expect(align(before, 'left')).toEqual([]);
  expect(align(before, 'right')).toEqual([{ id: 'a', at: [20, 0] }]);
});
