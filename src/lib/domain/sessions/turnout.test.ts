import { expect, test } from 'vitest';
import { turnoutOf } from './turnout.ts';
import type { VoterKind } from './votes/voterGroup.ts';

const people = (kind: VoterKind, [there, away]: readonly [number, number]) => [
  ...Array.from({ length: there }, () => ({ kind, wasThere: true })),
  ...Array.from({ length: away }, () => ({ kind, wasThere: false })),
];

test('who was there is counted by kind, and a group of fewer than five is joined with another [F86]', () => {
  const invited = [...people('school', [2, 4]), ...people('nhs-trust', [3, 3]), ...people('voluntary', [1, 0])];
  const turnout = turnoutOf(invited);
  expect(turnout).toMatchObject({ invited: 13, there: 6 });
  expect(turnout.groups.map(({ of, invited: size, there }) => [of.length, size, there])).toContainEqual([1, 6, 2]);
  expect(turnout.groups.every(({ invited: size }) => size >= 5)).toBe(true);
  expect(turnoutOf([...people('school', [1, 3]), ...people('nhs-trust', [1, 1])]).groups).toEqual([]);
});
