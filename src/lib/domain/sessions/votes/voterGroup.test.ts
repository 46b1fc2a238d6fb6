import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VoterGroup } from './voterGroup.ts';
import { LEAST_TOLD_APART, sideOf, toldApart, VOTER_KINDS, voterKindOf } from './voterGroup.ts';

const groups = (sizes: Partial<Record<VoterGroup, number>>) =>
  toldApart(new Map(Object.entries(sizes) as [VoterGroup, number][])).map(({ of, voters }) => [of.join('+'), voters]);

test('parents come as guests from no organisation; they and young people are families', () => {
  expect(voterKindOf('other', 'family')).toBe('family');
  expect(voterKindOf('nhs-trust', 'nhs')).toBe('nhs-trust');
  expect(voterKindOf('school', null)).toBe('school');
  expect(['family', 'young-people', 'family-hub', 'other'].map((kind) => sideOf(kind as 'family'))).toEqual([
    ...['families', 'families', 'staff', 'staff'],
  ]);
});

describe('people are told apart [F24]', () => {
  test('in groups of five or more, the smallest joined with the next smallest', () => {
    expect(groups({ staff: 9, families: 5 })).toEqual([
      ['families', 5],
      ['staff', 9],
    ]);
    expect(groups({ school: 8, council: 6, icb: 4 })).toEqual([
      ['school', 8],
      ['icb+council', 10],
    ]);
    expect(groups({ school: 9, council: 1, icb: 1, voluntary: 1, family: 3 })).toEqual([
      ['family+voluntary+council+icb', 6],
      ['school', 9],
    ]);
  });

  test('not at all where one group remains', () => {
    expect(groups({ staff: 30, families: 4 })).toEqual([['families+staff', 34]]);
    expect(groups({ staff: 2 })).toEqual([['staff', 2]]);
    expect(groups({ staff: 0 })).toEqual([]);
  });

  test('so that no fewer than five are found by taking the others from the whole', () => {
    const sizes = fc.dictionary(fc.constantFrom(...VOTER_KINDS), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(sizes, (asked) => {
        const found = toldApart(new Map(Object.entries(asked) as [VoterGroup, number][]));
        const named = found.flatMap(({ of }) => of);
        expect([...named].sort()).toEqual(
          Object.keys(asked)
            .filter((kind) => (asked[kind as never] ?? 0) > 0)
            .sort(),
        );
        // Nobody is left out, so every sum and difference of what is shown is of whole groups.
        if (found.length > 1) for (const { voters } of found) expect(voters).toBeGreaterThanOrEqual(LEAST_TOLD_APART);
      }),
    );
  });
});
