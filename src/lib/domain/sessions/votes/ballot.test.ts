import { describe, expect, test } from 'vitest';
import { USUAL_VOTE } from '../rules.ts';
import type { Ballot, BallotCommand, BallotState } from './ballot.ts';
import { ballotAfter, liveBallotOf, talliesOf } from './ballot.ts';

const ballot: Ballot = {
  ...{
    id: 'x',
    sessionId: 's',
    boardId: 'b',
    number: 1,
    step: 'vote',
    title: 'Vote',
    rules: USUAL_VOTE,
    cards: ['a', 'b'],
  },
  ...{ state: 'open', openedAt: '2026-11-30T13:00:00.000Z', revealed: null },
  papers: { people: 2, votes: [{ card: 'a', value: 1, count: 2 }] },
};
const result = (card: string, total: number) => ({
  card,
  total,
  rank: 1,
  voters: 1,
  room: 0,
  splits: [],
  text: 'Words',
});
const revealed = (...cards: ReturnType<typeof result>[]): Ballot => ({
  ...{ ...ballot, state: 'revealed', revealed: { at: ballot.openedAt, voters: 3, cards } },
});

test.each<[BallotState, BallotCommand, BallotState]>([
  ['open', 'close', 'closed'],
  ['open', 'reveal', 'revealed'],
  ['open', 'reopen', 'open'],
  ['closed', 'close', 'closed'],
  ['closed', 'reveal', 'revealed'],
  ['closed', 'reopen', 'open'],
  ['revealed', 'close', 'revealed'],
  ['revealed', 'reveal', 'revealed'],
  ['revealed', 'reopen', 'revealed'],
])('[F22] one that is %s and is told to %s is %s', (state, command, after) => {
  expect(ballotAfter(state, command)).toBe(after);
});

describe('a ballot as everyone sees it', () => {
  test('[F20] tells nothing but how many have voted until it is revealed', () => {
    expect(liveBallotOf(ballot, 5)).toEqual({
      ...{ id: 'x', step: 'vote', state: 'open', rules: USUAL_VOTE, cards: ['a', 'b'], voted: 5, papers: 2 },
      results: null,
    });
    const { text: _, ...told } = result('a', 4);
    expect(liveBallotOf(revealed(result('a', 4)), 0)).toMatchObject({ voted: 3, results: [told] });
  });

  test('leaves on each card what the last of its ballots said', () => {
    const tallies = talliesOf([revealed(result('a', 4), result('b', 1)), revealed(result('a', 7)), ballot]);
    expect(tallies).toEqual({
      a: { method: 'dots', total: 7, rank: 1 },
      b: { method: 'dots', total: 1, rank: 1 },
    });
  });
});
