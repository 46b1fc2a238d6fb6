import { expect, test } from 'vitest';
import { placeBar } from './placeBar';

const insets = { top: 12, right: 24, bottom: 64, left: 72 };
const around = { bar: [300, 38] as const, screen: [1366, 716] as const, insets };

test('stands above the middle of what it is about', () => {
  expect(placeBar({ x: 500, y: 300, w: 100, h: 80 }, around)).toEqual([400, 248]);
});

test('goes below when there is no room above, and to the top when there is none at all', () => {
  expect(placeBar({ x: 500, y: 20, w: 100, h: 80 }, around)).toEqual([400, 114]);
  expect(placeBar({ x: 500, y: 20, w: 100, h: 680 }, around)).toEqual([400, 8]);
});

test('stays inside the screen and clear of the tools', () => {
  expect(placeBar({ x: 0, y: 300, w: 40, h: 40 }, around)?.[0]).toBe(72);
  expect(placeBar({ x: 1340, y: 300, w: 80, h: 40 }, around)?.[0]).toBe(1058);
  expect(placeBar({ x: 0, y: 300, w: 40, h: 40 }, { ...around, screen: [320, 600] })?.[0]).toBe(12);
});

test('is not there for what is out of sight', () => {
  expect(placeBar({ x: -200, y: 300, w: 100, h: 80 }, around)).toBeNull();
  expect(placeBar({ x: 100, y: 900, w: 100, h: 80 }, around)).toBeNull();
});
