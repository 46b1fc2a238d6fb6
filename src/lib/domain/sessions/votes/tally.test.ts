import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VoteRules } from '../rules.ts';
import { USUAL_VOTE, VOTE_METHODS, VOTE_SPLITS, VOTE_WEIGHTS } from '../rules.ts';
import type { CardResult, SecretVote } from './tally.ts';
import { tally } from './tally.ts';
import type { Papers } from './vote.ts';
import { choicesOf, NO_PAPERS } from './vote.ts';
import type { VoterKind } from './voterGroup.ts';
import { LEAST_TOLD_APART, sideOf, VOTER_KINDS } from './voterGroup.ts';

const CARDS = ['a', 'b', 'c'];
let voters = 0;

/** So many people of a kind say the same: values by card. */
function people(count: number, kind: VoterKind, said: Readonly<Record<string, number>>): SecretVote[] {
  return Array.from({ length: count }, () => `voter-${(voters += 1)}`).flatMap((voter) =>
    Object.entries(said).map(([card, value]) => ({ voter, kind, card, value })),
  );
}
const tallied = (votes: readonly SecretVote[], rules: Partial<VoteRules> = {}, papers: Papers = NO_PAPERS) =>
  tally({ rules: { ...USUAL_VOTE, ...rules }, cards: CARDS, votes, papers });
const shown = (results: readonly CardResult[], ...keys: (keyof CardResult)[]) =>
  results.map((result) => keys.map((key) => result[key]));

describe('totals [F23]', () => {
  test('of dots are in order, and cards that come out the same have the same rank', () => {
    const votes = [...people(2, 'school', { b: 2 }), ...people(1, 'icb', { a: 1 }), ...people(1, 'icb', { c: 1 })];
    expect(shown(tallied(votes), 'card', 'total', 'rank', 'voters')).toEqual([
      ['b', 4, 1, 2],
      ['a', 1, 2, 1],
      ['c', 1, 2, 1],
    ]);
    expect(shown(tallied(people(1, 'icb', { a: 1, b: 1 })), 'rank')).toEqual([[1], [1], [3]]);
  });

  test('of ratings are means, of consent counts: as many for it, the fewer against it the better', () => {
    const rated = tallied([...people(2, 'school', { a: 4, b: 5 }), ...people(1, 'icb', { a: 5 })], {
      method: 'rating',
    });
    expect(shown(rated, 'card', 'mean', 'total', 'rank')).toEqual([
      ['b', 5, 10, 1],
      ['a', 4.33, 13, 2],
      ['c', 0, 0, 3],
    ]);
    const asked = [...people(2, 'school', { a: 1, b: 1 }), ...people(1, 'icb', { a: 2, b: 3 })];
    expect(shown(tallied(asked, { method: 'consent' }), 'card', 'total', 'counts', 'rank')).toEqual([
      ['b', 2, { yes: 2, no: 0, unsure: 1 }, 1],
      ['a', 2, { yes: 2, no: 1, unsure: 0 }, 2],
      ['c', 0, { yes: 0, no: 0, unsure: 0 }, 3],
    ]);
  });

  test('leave out what was said of a card that is not voted on', () => {
    expect(shown(tallied(people(3, 'icb', { gone: 3 })), 'total')).toEqual([[0], [0], [0]]);
  });

  test('rank by what is shown and by nothing else, whatever was voted', () => {
    fc.assert(
      fc.property(ballots, ({ rules, votes }) => {
        const results = tallied(votes, rules);
        const score = ({ total, mean = 0, counts }: CardResult) =>
          rules.method === 'dots' ? [total] : counts ? [total, -counts.no] : [mean];
        for (const one of results) {
          const better = results.filter((other) => isMore(score(other), score(one))).length;
          expect(one.rank).toBe(better + 1);
        }
      }),
    );
  });
});

describe('the room on paper [F27]', () => {
  test('is part of the total, and marked in it', () => {
    const papers = { people: 4, votes: [{ card: 'c', value: 1, count: 3 }] };
    expect(shown(tallied(people(1, 'icb', { a: 2, c: 1 }), {}, papers), 'card', 'total', 'room', 'voters')).toEqual([
      ['c', 4, 3, 1],
      ['a', 2, 0, 1],
      ['b', 0, 0, 0],
    ]);
    const rated = { people: 2, votes: [{ card: 'a', value: 1, count: 2 }] };
    expect(tallied(people(2, 'icb', { a: 5 }), { method: 'rating' }, rated)[0]).toMatchObject({ mean: 3, room: 2 });
  });

  test('is in no group, and makes none larger', () => {
    const papers = { people: 9, votes: [{ card: 'a', value: 1, count: 9 }] };
    const votes = [...people(6, 'school', { a: 1 }), ...people(4, 'family', { b: 1 })];
    expect(tallied(votes, { split: 'families' }, papers)[0]?.splits).toEqual([]);
    const more = [...votes, ...people(1, 'young-people', { b: 1 })];
    const split = tallied(more, { split: 'families' }, papers).find(({ card }) => card === 'a');
    expect(split?.splits).toEqual([
      { group: ['families'], voters: 5, total: 0 },
      { group: ['staff'], voters: 6, total: 6 },
    ]);
  });
});

describe('weights [F26]', () => {
  const votes = [...people(20, 'school', { a: 1 }), ...people(5, 'family', { b: 1 })];

  test('count each person the same, or each kind of organisation', () => {
    expect(shown(tallied(votes), 'card', 'total')).toEqual([
      ['a', 20],
      ['b', 5],
      ['c', 0],
    ]);
    expect(shown(tallied(votes, { weights: 'kinds' }), 'card', 'total', 'rank')).toEqual([
      ['a', 12.5, 1],
      ['b', 12.5, 1],
      ['c', 0, 3],
    ]);
  });

  test('give nobody away: a kind of fewer than five counts together with the next', () => {
    const few = [...people(9, 'school', { a: 1 }), ...people(1, 'icb', { b: 1 })];
    expect(shown(tallied(few, { weights: 'kinds' }), 'total')).toEqual([[9], [1], [0]]);
  });

  test('tell nobody apart beside a split of staff and families: what is weighed lies within what is shown', () => {
    const all = [...people(6, 'family', { a: 1 }), ...people(3, 'school', { b: 1 }), ...people(8, 'icb', { b: 1 })];
    expect(shown(tallied(all, { split: 'families', weights: 'kinds' }), 'card', 'total')).toEqual([
      ['a', 8.5],
      ['b', 8.5],
      ['c', 0],
    ]);
  });

  test('give all kinds together as many dots as people gave, and each the same share', () => {
    const counts = fc.record({ school: few(), icb: few(), family: few() });
    fc.assert(
      fc.property(counts, ({ school, icb, family }) => {
        const all = [
          ...people(school, 'school', { a: 1 }),
          ...people(icb, 'icb', { b: 1 }),
          ...people(family, 'family', { c: 1 }),
        ];
        const share = (school + icb + family) / 3;
        for (const { total } of tallied(all, { weights: 'kinds' })) expect(total).toBeCloseTo(share, 1);
      }),
    );
  });
});

describe('splits [F24] [F25]', () => {
  test('tell apart about each card only those who said something of it', () => {
    const votes = [
      ...people(6, 'school', { a: 5 }),
      ...people(1, 'school', { b: 1 }),
      ...people(5, 'family', { a: 1, b: 5 }),
    ];
    const [a, b] = ['a', 'b'].map((card) =>
      tallied(votes, { method: 'rating', split: 'families' }).find((one) => one.card === card),
    );
    expect(a?.splits.map(({ group, voters: of, mean }) => [group, of, mean])).toEqual([
      [['families'], 5, 1],
      [['staff'], 6, 5],
    ]);
    expect(b?.splits).toEqual([]);
  });

  test('and weights together leave no group of fewer than five between them, whatever was voted', () => {
    fc.assert(
      fc.property(ballots, ({ rules, votes }) => {
        for (const { card, splits } of tallied(votes, rules)) {
          const said = votes.filter((vote) => rules.method === 'dots' || vote.card === card);
          const asked = new Map(said.map(({ voter, kind }) => [voter, kind]));
          const sizes = splits.map(({ voters: of }) => of);
          expect(splits.length).not.toBe(1);
          for (const size of sizes) expect(size).toBeGreaterThanOrEqual(LEAST_TOLD_APART);
          if (splits.length > 0) expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(asked.size);
          for (const { group, voters: of } of splits) {
            const own = [...asked.values()].filter((kind) => group.includes(kind) || group.includes(sideOf(kind)));
            expect(own.length).toBe(of);
          }
        }
      }),
    );
  });

  test('and weights tell apart what lies in each other: no difference of the two is of fewer', () => {
    const votes = [
      ...people(6, 'family', { a: 1 }),
      ...people(3, 'young-people', { b: 1 }),
      ...people(7, 'school', { c: 1 }),
      ...people(4, 'council', { c: 1 }),
    ];
    // Young people and the council would be seven together; then families less the parents are three.
    const results = tallied(votes, { split: 'families', weights: 'kinds' });
    expect(shown(results, 'card', 'total')).toEqual([
      ['c', 10],
      ['a', 6.67],
      ['b', 3.33],
    ]);
    expect(results[0]?.splits.map(({ voters: of }) => of)).toEqual([9, 11]);
  });

  test('cannot be told from a swap of two votes within a group: nothing of one person shows in them', () => {
    fc.assert(
      fc.property(ballots, ({ rules, votes }) => {
        // Two people of one kind change places: only who they are is otherwise.
        const [first, second] = [...new Set(votes.map(({ voter }) => voter))];
        const kindOf = (id: string | undefined) => votes.find(({ voter }) => voter === id)?.kind;
        if (!first || !second || kindOf(first) !== kindOf(second)) return;
        const swapped = votes.map((vote) => {
          const other = { [first]: second, [second]: first }[vote.voter];
          return other ? { ...vote, voter: other } : vote;
        });
        expect(tallied(swapped, rules)).toEqual(tallied(votes, rules));
      }),
    );
  });
});

function few() {
  return fc.integer({ min: LEAST_TOLD_APART, max: 12 });
}

/** Ballots of up to forty people from anywhere, who each say something of some cards. */
const ballots = fc
  .record({
    method: fc.constantFrom(...VOTE_METHODS),
    split: fc.constantFrom(...VOTE_SPLITS),
    weights: fc.constantFrom(...VOTE_WEIGHTS),
    said: fc.array(
      fc.record({
        kind: fc.constantFrom(...VOTER_KINDS.slice(0, 4), 'family' as const, 'young-people' as const),
        cards: fc.subarray(CARDS, { minLength: 1 }),
        choice: fc.nat({ max: 5 }),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ said, ...asked }) => {
    const rules = { ...USUAL_VOTE, ...asked };
    const choices = choicesOf(rules).filter((value) => asked.method !== 'dots' || value > 0);
    const votes = said.flatMap(({ kind, cards, choice }, index) =>
      cards.map((card) => ({ voter: `v${index}`, kind, card, value: choices[choice % choices.length] ?? 1 })),
    );
    return { rules, votes };
  });

function isMore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}
