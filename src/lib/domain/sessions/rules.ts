import type { FieldFault } from '../shared/errors.ts';

/** Who writes in a step: everyone on the board, each for themselves until it is revealed, or only who runs the session. */
export const WRITINGS = ['open', 'private', 'closed'] as const;
export type Writing = (typeof WRITINGS)[number];

/** How a card says after the reveal who wrote it. */
export const AUTHORS = ['shown', 'hidden'] as const;
export type Authors = (typeof AUTHORS)[number];

/** When private cards are shown to all: when a facilitator asks for it, or as soon as the time is up. */
export const REVEALS = ['asked', 'timeUp'] as const;
export type RevealWhen = (typeof REVEALS)[number];

/** `dots`: each has some to give away. `fist`: nought to five fingers. `rating`: 1 to 5. `consent`: yes, no or unsure. */
export const VOTE_METHODS = ['dots', 'fist', 'rating', 'consent'] as const;
export type VoteMethod = (typeof VOTE_METHODS)[number];

/** How totals are told apart: not at all, staff and families, or each kind of organisation. */
export const VOTE_SPLITS = ['none', 'families', 'kinds'] as const;
export type VoteSplit = (typeof VOTE_SPLITS)[number];

/** What counts the same: each person, or each kind of organisation, however many came from it. */
export const VOTE_WEIGHTS = ['people', 'kinds'] as const;
export type VoteWeights = (typeof VOTE_WEIGHTS)[number];

/** Most dots that a person may have. */
export const MAX_DOTS = 20;

export interface VoteRules {
  method: VoteMethod;
  /** How many dots each person has. */
  dots: number;
  /** How many of them may lie on one card. */
  perCard: number;
  split: VoteSplit;
  weights: VoteWeights;
}

/** What holds while a step is on. Decided before it, and told to everyone before they write or vote. */
export interface StepRules {
  writing: Writing;
  /** Of private cards. */
  authors: Authors;
  /** Whether a facilitator may read private cards before the reveal, without their authors, and hold one back. */
  checked: boolean;
  /** Whether it is shown who is still writing. */
  writersShown: boolean;
  reveal: RevealWhen;
  /** Whether people work in groups. Of steps from before there were any, nothing is said. */
  groups?: boolean;
  /** Null in a step without a vote. */
  vote: VoteRules | null;
}

/** Everyone writes where all see it, and nobody votes. */
export const OPEN_WRITING: StepRules = {
  ...{ writing: 'open', authors: 'shown', checked: false, writersShown: true, reveal: 'asked', vote: null },
};
export const USUAL_VOTE: VoteRules = { method: 'dots', dots: 3, perCard: 1, split: 'none', weights: 'people' };

/** What rules make sense together: only what was written privately can be without its author. */
export function tidyRules(rules: StepRules): StepRules {
  const { writing, writersShown, reveal, groups, vote } = rules;
  if (writing === 'private') return { ...rules, vote: vote && tidyVote(vote) };
  const inGroups = groups ? { groups } : {};
  return { ...OPEN_WRITING, ...inGroups, writing, writersShown, reveal, vote: vote && tidyVote(vote) };
}

/** Only dots are counted out. */
function tidyVote(vote: VoteRules): VoteRules {
  return vote.method === 'dots' ? vote : { ...vote, dots: USUAL_VOTE.dots, perCard: USUAL_VOTE.perCard };
}

/** Fields of a form about rules. */
export type RuleField = 'writing' | 'authors' | 'reveal' | 'method' | 'dots' | 'perCard' | 'split' | 'weights';

/** What is wrong with rules, by field; null where nothing is. */
export function ruleFaults({ writing, authors, reveal, vote }: StepRules): Record<RuleField, FieldFault | null> {
  const choice = (list: readonly string[], value: string) => (list.includes(value) ? null : 'unknownChoice');
  const count = (value: number, most: number) =>
    Number.isInteger(value) && value >= 1 && value <= most ? null : ('dots' as const);
  const { method, dots, perCard, split, weights } = vote ?? USUAL_VOTE;
  const isCounted = method === 'dots';
  return {
    writing: choice(WRITINGS, writing),
    authors: choice(AUTHORS, authors),
    reveal: choice(REVEALS, reveal),
    method: choice(VOTE_METHODS, method),
    dots: isCounted ? count(dots, MAX_DOTS) : null,
    perCard: isCounted ? count(perCard, Math.max(1, Math.min(MAX_DOTS, dots))) : null,
    split: choice(VOTE_SPLITS, split),
    weights: choice(VOTE_WEIGHTS, weights),
  };
}
