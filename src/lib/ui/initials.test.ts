import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Ruth Calder', 'RC'],
  ['Joel', 'J'],
  ['  Anna  van der Berg ', 'AB'],
  ['😀 Smile', '😀S'],
  ['محمد علي', 'مع'],
  ['', '?'],
])('the initials of %j are %j', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
