import { describe, expect, test } from 'vitest';
import { board } from '../../../../../tests/support/boards.ts';
import { boxOf, overlaps } from '../geometry/box.ts';
import { planDrop, planMoveToZone } from './planMoves.ts';

const left = { id: 'left', at: [0, 0], size: [572, 440] } as const;
const right = { id: 'right', at: [612, 0], size: [572, 440] } as const;

describe('dropping', () => {
  test('[B7] a card belongs to the zone under its centre', () => {
    const { board: made } = board({ zones: [left, right], cards: [{ id: 'card', at: [20, 64], zone: 'left' }] });
    expect(planDrop(made, ['card'], [700, 0])).toEqual([{ id: 'card', at: [720, 64], zone: 'right' }]);
    expect(planDrop(made, ['card'], [0, 900])).toEqual([{ id: 'card', at: [20, 964], zone: null }]);
    expect(planDrop(made, ['card'], [5, 5])).toEqual([{ id: 'card', at: [25, 69], zone: 'left' }]);
  });

  test('[B7] a zone takes what lies in it along, wherever that is drawn, and it stays in it', () => {
    const { board: made } = board({
      zones: [left, right],
      cards: [
        { id: 'inside', at: [20, 64], zone: 'left' },
        { id: 'strayed', at: [2_000, 0], zone: 'left' },
        { id: 'not in it', at: [30, 80] },
      ],
    });
    expect(planDrop(made, ['left'], [0, 1_000])).toEqual([
      { id: 'left', at: [0, 1_000], zone: null },
      { id: 'strayed', at: [2_000, 1_000], zone: 'left' },
      { id: 'inside', at: [20, 1_064], zone: 'left' },
    ]);
  });

  test('a card chosen together with its zone moves once', () => {
    const { board: made } = board({ zones: [left], cards: [{ id: 'card', at: [20, 64], zone: 'left' }] });
    const placements = planDrop(made, ['card', 'left'], [10, 10]);
    expect(placements.filter(({ id }) => id === 'card')).toEqual([{ id: 'card', at: [30, 74], zone: 'left' }]);
  });

  test('a card dropped with a zone is judged by where that zone is afterwards', () => {
    const { board: made } = board({ zones: [left], cards: [{ id: 'loose', at: [20, 2_000] }] });
    expect(planDrop(made, ['left', 'loose'], [0, 2_000])).toContainEqual({ id: 'loose', at: [20, 4_000], zone: null });
    expect(planDrop(made, ['loose'], [0, -1_900])).toEqual([{ id: 'loose', at: [20, 100], zone: 'left' }]);
  });

  test('what is locked or gone stays', () => {
    const { board: made } = board({ cards: [{ id: 'locked', at: [0, 0] }] });
    made.restyle(['locked'], { locked: true }, { by: 'ana' });
    expect(planDrop(made, ['locked', 'gone'], [10, 10])).toEqual([]);
  });
});

describe('moving to a zone', () => {
  test('cards go into its free places, in the order chosen, and those already there stay', () => {
    const { board: made } = board({
      zones: [left, right],
      cards: [
        { id: 'a', at: [20, 64], zone: 'left' },
        { id: 'b', at: [196, 64], zone: 'left' },
        { id: 'there', at: [632, 64], zone: 'right' },
      ],
    });
    const placements = planMoveToZone(made, ['b', 'there', 'a'], 'right');
    expect(placements.map(({ id, zone }) => [id, zone])).toEqual([
      ['b', 'right'],
      ['a', 'right'],
    ]);
    made.place(placements, { by: 'ana' });
    const boxes = made.itemsIn('right').map(boxOf);
    expect(boxes).toHaveLength(3);
    expect(boxes.some((box, index) => boxes.slice(0, index).some((other) => overlaps(box, other)))).toBe(false);
    expect(made.itemsIn('right').map(({ id }) => id)).toEqual(['there', 'b', 'a']);
  });

  test('out of every zone means below everything', () => {
    const { board: made } = board({ zones: [left], cards: [{ id: 'a', at: [20, 64], zone: 'left' }] });
    expect(planMoveToZone(made, ['a'], null)).toEqual([{ id: 'a', at: [0, 480], zone: null }]);
  });

  test('a zone that is gone, or that is no zone, counts as none', () => {
    const { board: made } = board({ zones: [left], cards: [{ id: 'a', zone: 'left' }, { id: 'b' }] });
    expect(planMoveToZone(made, ['a'], 'gone')).toMatchObject([{ id: 'a', zone: null }]);
    expect(planMoveToZone(made, ['a'], 'b')).toMatchObject([{ id: 'a', zone: null }]);
  });

  test('zones themselves do not go into zones', () => {
    const { board: made } = board({ zones: [left, right] });
    expect(planMoveToZone(made, ['left'], 'right')).toEqual([]);
  });
});
