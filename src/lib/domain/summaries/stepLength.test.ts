import { expect, test } from 'vitest';
import { daysIn, isDays } from './stepLength.ts';

test('what took a day or more is said in days', () => {
  expect([480, 1_439, 1_440].map(isDays)).toEqual([false, false, true]);
  expect([1_440, 2_159, 2_160, 4_320].map(daysIn)).toEqual([1, 1, 2, 3]);
});
