import { expect, test } from 'vitest';
import type { Box } from '$lib/domain/boards/geometry/box';
import { PlaceWatch } from './placeWatch.svelte';

const near: Box = { x: 0, y: 0, w: 300, h: 200 };
const card: Box = { x: 100, y: 100, w: 164, h: 112 };

/** Whether who looks at a part hears that another changed. */
function hears(part: Box, changed: Box): boolean {
  const watch = new PlaceWatch();
  const before = watch.hear(part);
  watch.ring(changed);
  return watch.hear(part) > before;
}

test('who looks at a part hears of what changes there, and not of what changes elsewhere', () => {
  expect(hears(near, card)).toBe(true);
  expect(hears(near, { ...card, x: -60 })).toBe(true);
  expect(hears(near, { ...card, x: 5_000, y: 3_000 })).toBe(false);
});

test('who looks at a large part hears of everything, and of something large everyone hears', () => {
  expect(hears({ x: 0, y: 0, w: 90_000, h: 90_000 }, { x: -500, y: 0, w: 10, h: 10 })).toBe(true);
  expect(hears(near, { x: 5_000, y: 0, w: 90_000, h: 90_000 })).toBe(true);
});
