import { expect, test } from 'vitest';
import { waitAfterFailures } from './throttle.ts';

const AT = '2026-11-24T12:00:00.000Z';
const seconds = (failures: number) =>
  (Date.parse(waitAfterFailures({ failures, lastFailureAt: AT })) - Date.parse(AT)) / 1_000;

test('a few mistakes cost nothing, then each wait is twice the last, and none is longer than five minutes', () => {
  expect([1, 4, 5, 6, 7, 8, 9, 10, 1_000].map(seconds)).toEqual([0, 0, 15, 30, 60, 120, 240, 300, 300]);
});
