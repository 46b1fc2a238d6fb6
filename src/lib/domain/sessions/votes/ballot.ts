import type { Instant } from '../../shared/surroundings.ts';
import type { VoteMethod, VoteRules } from '../rules.ts';
import type { CardResult } from './tally.ts';
import type { Papers } from './vote.ts';

/** Most cards of one ballot: nobody reads more before they vote. */
export const MAX_BALLOT_CARDS = 200;

/** `open`: everyone votes. `closed`: nobody does, and nobody knows the totals. `revealed`: everyone knows them, for good. */
export const BALLOT_STATES = ['open', 'closed', 'revealed'] as const;
export type BallotState = (typeof BALLOT_STATES)[number];

/** One round of voting in a step. Its rules are those the step had when it was opened. */
export interface Ballot {
  id: string;
  sessionId: string;
  boardId: string;
  /** In its session, from 1. */
  number: number;
  step: string;
  /** Of the step. */
  title: string;
  rules: VoteRules;
  /** Ids of the cards that are voted on, as they were read when it was opened. */
  cards: readonly string[];
  state: BallotState;
  openedAt: Instant;
  papers: Papers;
  revealed: Revealed | null;
}

/** What came out, as it was then: nobody's vote is kept any longer. */
export interface Revealed {
  at: Instant;
  /** How many people voted, those on paper left out. */
  voters: number;
  cards: readonly (CardResult & { text: string })[];
}

/** A ballot as everyone on its board sees it. Before the reveal nothing is told but how many have voted. */
export interface LiveBallot extends Pick<Ballot, 'id' | 'step' | 'state' | 'rules' | 'cards'> {
  voted: number;
  /** How many people's votes were added on paper. */
  papers: number;
  results: readonly CardResult[] | null;
}

export function liveBallotOf({ papers, revealed, ...ballot }: Ballot, voted: number): LiveBallot {
  const { id, step, state, rules, cards } = ballot;
  return {
    ...{ id, step, state, rules, cards, papers: papers.people, voted: revealed?.voters ?? voted },
    results: revealed && revealed.cards.map(({ text: _, ...result }) => result),
  };
}

/** What a facilitator does with a ballot that is there. */
export const BALLOT_COMMANDS = ['close', 'reveal', 'reopen'] as const;
export type BallotCommand = (typeof BALLOT_COMMANDS)[number];

/** What a command makes of a ballot. What was revealed stays so: whoever saw the totals would vote by them. */
export function ballotAfter(state: BallotState, command: BallotCommand): BallotState {
  return AFTER[state][command];
}

const AFTER: Record<BallotState, Record<BallotCommand, BallotState>> = {
  open: { close: 'closed', reveal: 'revealed', reopen: 'open' },
  closed: { close: 'closed', reveal: 'revealed', reopen: 'open' },
  revealed: { close: 'revealed', reveal: 'revealed', reopen: 'revealed' },
};

/** What stays on a card of the last ballot that it was in. */
export interface CardTally extends Pick<CardResult, 'total' | 'mean' | 'counts' | 'rank'> {
  method: VoteMethod;
}

/** What stays on the cards of a board, by card id. Of two ballots about a card the later one counts. */
export type BoardTallies = Readonly<Record<string, CardTally>>;

/** `ballots`: those that were revealed, the first to be so first. */
export function talliesOf(ballots: readonly Pick<Ballot, 'rules' | 'revealed'>[]): BoardTallies {
  return Object.fromEntries(
    ballots.flatMap(({ rules, revealed }) =>
      (revealed?.cards ?? []).map(({ card, total, mean, counts, rank }) => {
        const more = { ...(mean === undefined ? {} : { mean }), ...(counts === undefined ? {} : { counts }) };
        return [card, { method: rules.method, total, rank, ...more }] as const;
      }),
    ),
  );
}

/** What later pages read of a ballot once it was revealed. */
export interface BallotResult extends Pick<Revealed, 'voters' | 'cards'> {
  step: string;
  title: string;
  method: VoteMethod;
  /** How many people's votes were added on paper. */
  room: number;
}
