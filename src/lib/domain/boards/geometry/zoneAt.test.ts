import { expect, test } from 'vitest';
import { zoneItem } from '../../../../../tests/support/boards.ts';
import { zoneAt } from './zoneAt.ts';

const under = zoneItem({ id: 'under', at: [0, 0], size: [400, 400], z: 'a0' });
const over = zoneItem({ id: 'over', at: [200, 0], size: [400, 400], z: 'a1' });

test('[B7] a point belongs to the zone that holds it, the topmost where two do', () => {
  expect(zoneAt([under, over], [100, 100])?.id).toBe('under');
  expect(zoneAt([over, under], [300, 100])?.id).toBe('over');
  expect(zoneAt([under, over], [500, 100])?.id).toBe('over');
});

test('zones equally high are told apart by id, the same on every page', () => {
  const twin = { ...under, id: 'upper twin' };
  expect(zoneAt([under, twin], [1, 1])?.id).toBe('upper twin');
  expect(zoneAt([twin, under], [1, 1])?.id).toBe('upper twin');
});

test('a point outside every zone belongs to none', () => {
  expect(zoneAt([under, over], [-1, 0])).toBeNull();
  expect(zoneAt([], [0, 0])).toBeNull();
});
