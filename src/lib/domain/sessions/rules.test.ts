import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepRules, VoteRules } from './rules.ts';
import {
  AUTHORS,
  MAX_DOTS,
  OPEN_WRITING,
  REVEALS,
  ruleFaults,
  tidyRules,
  USUAL_VOTE,
  VOTE_METHODS,
  VOTE_SPLITS,
  VOTE_WEIGHTS,
  WRITINGS,
} from './rules.ts';

const anyVote: fc.Arbitrary<VoteRules> = fc.record({
  method: fc.constantFrom(...VOTE_METHODS),
  dots: fc.integer({ min: 1, max: MAX_DOTS }),
  perCard: fc.constant(1),
  split: fc.constantFrom(...VOTE_SPLITS),
  weights: fc.constantFrom(...VOTE_WEIGHTS),
});
const anyRules: fc.Arbitrary<StepRules> = fc.record({
  writing: fc.constantFrom(...WRITINGS),
  authors: fc.constantFrom(...AUTHORS),
  checked: fc.boolean(),
  writersShown: fc.boolean(),
  reveal: fc.constantFrom(...REVEALS),
  vote: fc.option(anyVote),
});

describe('the rules of a step', () => {
  test('keep what makes sense together: without authors only what was written privately [F10]', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const tidy = tidyRules(rules);
        expect(tidy.writing).toBe(rules.writing);
        if (tidy.writing !== 'private') expect(tidy).toMatchObject({ authors: 'shown', checked: false });
        if (tidy.vote && tidy.vote.method !== 'dots') expect(tidy.vote).toMatchObject({ dots: 3, perCard: 1 });
        expect(tidyRules(tidy)).toEqual(tidy);
        expect(Object.values(ruleFaults(tidy))).toEqual(Object.values(ruleFaults(tidy)).map(() => null));
      }),
    );
  });

  test('keep what was chosen for private cards', () => {
    const rules: StepRules = {
      ...OPEN_WRITING,
      writing: 'private',
      authors: 'hidden',
      checked: true,
      reveal: 'timeUp',
    };
    expect(tidyRules(rules)).toEqual(rules);
  });

  test.each<[Partial<Record<keyof StepRules, unknown>>, string, string]>([
    [{ writing: 'loudly' }, 'writing', 'unknownChoice'],
    [{ authors: 'guessed' }, 'authors', 'unknownChoice'],
    [{ reveal: 'never' }, 'reveal', 'unknownChoice'],
    [{ vote: { ...USUAL_VOTE, method: 'applause' } }, 'method', 'unknownChoice'],
    [{ vote: { ...USUAL_VOTE, dots: 0 } }, 'dots', 'dots'],
    [{ vote: { ...USUAL_VOTE, dots: MAX_DOTS + 1 } }, 'dots', 'dots'],
    [{ vote: { ...USUAL_VOTE, dots: 2.5 } }, 'dots', 'dots'],
    [{ vote: { ...USUAL_VOTE, dots: 3, perCard: 4 } }, 'perCard', 'dots'],
    [{ vote: { ...USUAL_VOTE, split: 'hair' } }, 'split', 'unknownChoice'],
    [{ vote: { ...USUAL_VOTE, weights: 'stones' } }, 'weights', 'unknownChoice'],
  ])('are told what is wrong with them: %j', (change, field, fault) => {
    const faults = ruleFaults({ ...OPEN_WRITING, ...change } as StepRules);
    expect(Object.entries(faults).filter(([, is]) => is !== null)).toEqual([[field, fault]]);
  });
});
