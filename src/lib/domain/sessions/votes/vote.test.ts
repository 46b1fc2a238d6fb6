import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VoteMethod, VoteRules } from '../rules.ts';
import { USUAL_VOTE, VOTE_METHODS } from '../rules.ts';
import type { PaperVote, Vote } from './vote.ts';
import { choicesOf, dotsIn, keptVotes, MAX_PAPERS, papersFaults, votesFault } from './vote.ts';

const CARDS = ['a', 'b', 'c'];
const rulesOf = (method: VoteMethod, more: Partial<VoteRules> = {}) => ({ ...USUAL_VOTE, method, ...more });
const faultOf = (votes: readonly Vote[], rules: VoteRules) => votesFault(votes, { rules, cards: CARDS });
const vote = (card: string, value: number): Vote => ({ card, value });

test.each<[VoteMethod, readonly number[]]>([
  ['dots', [0, 1, 2]],
  ['fist', [0, 1, 2, 3, 4, 5]],
  ['rating', [1, 2, 3, 4, 5]],
  ['consent', [1, 2, 3]],
])('by %s one says %j of a card', (method, choices) => {
  expect(choicesOf({ method, perCard: 2 })).toEqual(choices);
});

describe('what somebody says in a ballot [F21]', () => {
  const dots = rulesOf('dots', { dots: 3, perCard: 2 });

  test.each<[Vote[], VoteRules, string | null]>([
    [[], dots, null],
    [[vote('a', 2), vote('b', 1)], dots, null],
    [[vote('a', 2), vote('b', 2)], dots, 'tooMany'],
    [[vote('a', 3)], dots, 'outOfRange'],
    [[vote('a', -1)], dots, 'outOfRange'],
    [[vote('a', 0.5)], dots, 'outOfRange'],
    [[vote('a', NaN)], dots, 'outOfRange'],
    [[vote('d', 1)], dots, 'unknownChoice'],
    [[vote('a', 1), vote('a', 1)], dots, 'unknownChoice'],
    [[vote('a', 5), vote('b', 5), vote('c', 5)], rulesOf('rating'), null],
    [[vote('a', 0)], rulesOf('rating'), 'outOfRange'],
    [[vote('a', 0)], rulesOf('fist'), null],
    [[vote('a', 4)], rulesOf('consent'), 'outOfRange'],
  ])('%j', (votes, rules, fault) => {
    expect(faultOf(votes, rules)).toBe(fault);
  });

  test('whatever a page sends, nobody has more than their dots, nor says what cannot be said', () => {
    const rules = fc.record({
      method: fc.constantFrom(...VOTE_METHODS),
      dots: fc.integer({ min: 1, max: 6 }),
      perCard: fc.integer({ min: 1, max: 6 }),
    });
    const votes = fc.array(
      fc.record({ card: fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), value: fc.integer({ min: -2, max: 9 }) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(rules, votes, (asked, sent) => {
        const all = { ...USUAL_VOTE, ...asked };
        if (faultOf(sent, all) !== null) return;
        const kept = keptVotes(sent, all);
        expect(new Set(kept.map(({ card }) => card)).size).toBe(kept.length);
        for (const { card, value } of kept) {
          expect(CARDS).toContain(card);
          expect(choicesOf(all)).toContain(value);
        }
        if (all.method === 'dots') expect(dotsIn(kept)).toBeLessThanOrEqual(all.dots);
      }),
    );
  });

  test('a card without dots has no vote, and nought fingers are one', () => {
    const said = [vote('a', 0), vote('b', 1)];
    expect(keptVotes(said, { method: 'dots' })).toEqual([vote('b', 1)]);
    expect(keptVotes(said, { method: 'fist' })).toEqual(said);
  });
});

describe('votes on paper [F27]', () => {
  const dots = rulesOf('dots', { dots: 3, perCard: 2 });
  const paper = (card: string, value: number, count: number): PaperVote => ({ card, value, count });

  test.each<[number, PaperVote[], VoteRules, [string | null, string | null]]>([
    [0, [], dots, [null, null]],
    [2, [paper('a', 1, 4), paper('b', 1, 2)], dots, [null, null]],
    [2, [paper('a', 1, 5)], dots, [null, 'tooMany']],
    [2, [paper('a', 1, 4), paper('b', 1, 3)], dots, [null, 'tooMany']],
    [2, [paper('a', 2, 1)], dots, [null, 'unknownChoice']],
    [2, [paper('d', 1, 1)], dots, [null, 'unknownChoice']],
    [2, [paper('a', 1, 1), paper('a', 1, 1)], dots, [null, 'unknownChoice']],
    [2, [paper('a', 1, -1)], dots, [null, 'outOfRange']],
    [-1, [], dots, ['outOfRange', null]],
    [1.5, [], dots, ['outOfRange', null]],
    [MAX_PAPERS + 1, [], dots, ['outOfRange', null]],
    [3, [paper('a', 1, 1), paper('a', 3, 2)], rulesOf('consent'), [null, null]],
    [3, [paper('a', 1, 2), paper('a', 3, 2)], rulesOf('consent'), [null, 'tooMany']],
  ])('of %i people: %j', (people, votes, rules, [ofPeople, ofVotes]) => {
    expect(papersFaults({ people, votes }, { rules, cards: CARDS })).toEqual({ people: ofPeople, votes: ofVotes });
  });
});
