import { describe, expect, test } from 'vitest';
import { cardItem, zoneItem } from '../../../../tests/support/boards.ts';
import { beginningOf, READING_ZOOM, startOf } from './beginning.ts';

const far = cardItem({ id: 'far', at: [9_000, 7_000] });

describe('the beginning of a board', () => {
  test('is not given where a screen shows all of it, or there is nothing', () => {
    expect(beginningOf([])).toBeNull();
    expect(beginningOf([cardItem({ at: [0, 0] }), cardItem({ id: 'b', at: [1_900, 900] })])).toBeNull();
  });

  test('starts at the first zone of the outline, else at the corner of all there is', () => {
    const second = zoneItem({ id: 'second', at: [100, 0], order: 'b' });
    const first = zoneItem({ id: 'first', at: [4_000, 300], order: 'a' });
    expect(beginningOf([far, second, first])?.at).toEqual([4_000, 300]);
    expect(beginningOf([far, cardItem({ at: [-40, 20] })])?.at).toEqual([-40, 20]);
    expect(startOf(null, [])).toBeNull();
  });

  test('has what a screen shows from there, in the order of the stack, in its colours', () => {
    const zone = zoneItem({ id: 'zone', at: [0, 0], look: { colour: 'green' } });
    const over = cardItem({ id: 'a', at: [30, 90], z: 'a2', zone: 'zone' });
    const under = cardItem({ id: 'b', at: [20, 90], z: 'a1', look: { colour: 'rose' } });
    const beginning = beginningOf([far, over, under, zone]);
    expect(beginning?.zones.map(({ id }) => id)).toEqual(['zone']);
    expect(beginning?.cards.map(({ item, tone }) => [item.id, tone])).toEqual([
      ['b', 'rose'],
      ['a', 'green'],
    ]);
  });

  test('reaches as far as a screen of 1920 px at reading size, and not further', () => {
    const edge = 1_920 / READING_ZOOM;
    const inSight = cardItem({ id: 'in', at: [edge - 200, 0] });
    const out = cardItem({ id: 'out', at: [edge + 200, 0] });
    const cards = beginningOf([cardItem({ id: 'first', at: [0, 0] }), inSight, out, far])?.cards;
    expect(cards?.map(({ item }) => item.id)).toEqual(['first', 'in']);
  });

  test('is small, however much lies there', () => {
    const heap = Array.from({ length: 2_000 }, (_, nth) =>
      cardItem({ id: String(nth), at: [0, 0], text: 'x'.repeat(3_000) }),
    );
    const cards = beginningOf([...heap, far])?.cards ?? [];
    expect(cards).toHaveLength(300);
    expect(Math.max(...cards.map(({ item }) => item.text.length))).toBe(400);
  });
});
