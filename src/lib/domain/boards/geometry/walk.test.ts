import { describe, expect, test } from 'vitest';
import type { Box } from './box.ts';
import { nextInDirection } from './walk.ts';

const card = (x: number, y: number): Box => ({ x, y, w: 164, h: 112 });

/** Two rows of three, a little crooked. */
const grid = [
  { id: 'a', box: card(0, 0) },
  { id: 'b', box: card(180, 10) },
  { id: 'c', box: card(360, -8) },
  { id: 'd', box: card(4, 130) },
  { id: 'e', box: card(190, 126) },
  { id: 'f', box: card(355, 140) },
];
const from = (id: string): Box => grid.find((item) => item.id === id)?.box ?? card(0, 0);
const others = (id: string) => grid.filter((item) => item.id !== id);

describe('walking between cards', () => {
  test.each([
    ['a', 'right', 'b'],
    ['b', 'right', 'c'],
    ['c', 'left', 'b'],
    ['b', 'down', 'e'],
    ['e', 'up', 'b'],
    ['d', 'up', 'a'],
    ['f', 'left', 'e'],
  ] as const)('from %s going %s comes to %s', (start, direction, expected) => {
    expect(nextInDirection(from(start), others(start), direction)).toBe(expected);
  });

  test('nothing lies past the edge', () => {
    expect(nextInDirection(card(0, 0), [{ id: 'b', box: card(180, 0) }], 'left')).toBeNull();
    expect(nextInDirection(card(0, 0), [], 'down')).toBeNull();
  });

  test('a far card in the row is preferred to a near one off the row', () => {
    const far = { id: 'far', box: card(500, 0) };
    const aside = { id: 'aside', box: card(120, 300) };
    expect(nextInDirection(card(0, 0), [aside, far], 'right')).toBe('far');
  });

  test('of two on the same spot the first id is taken, whatever the order of asking', () => {
    const pair = [
      { id: 'y', box: card(180, 0) },
      { id: 'x', box: card(180, 0) },
    ];
    expect(nextInDirection(card(0, 0), pair, 'right')).toBe('x');
    expect(nextInDirection(card(0, 0), [...pair].reverse(), 'right')).toBe('x');
  });
});
