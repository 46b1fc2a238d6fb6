import type { VoteRules } from '../rules.ts';
import type { Consent, Papers, Vote } from './vote.ts';
import { CONSENTS } from './vote.ts';
import type { ToldApart, VoterGroup, VoterKind } from './voterGroup.ts';
import { sideOf, toldApart } from './voterGroup.ts';

/** A vote as it is kept until the reveal: no one is told of it. */
export interface SecretVote extends Vote {
  voter: string;
  kind: VoterKind;
}

/** What some people said of a card, added up. */
export interface Totals {
  /** Dots, or the sum of the values; of a consent how many said yes. */
  total: number;
  /** Of a rating or a fist of five. */
  mean?: number;
  /** Of a question for consent. */
  counts?: Readonly<Record<Consent, number>>;
}

/** What one group said of a card: at least five people, or it is not told apart. */
export interface Split extends Totals {
  group: readonly VoterGroup[];
  voters: number;
}

/** What everyone said of a card. Cards that come out the same have the same rank. */
export interface CardResult extends Totals {
  card: string;
  rank: number;
  /** How many people said something of it, those on paper left out. */
  voters: number;
  /** What of it came from the room on paper: dots, or how many said something. It is part of the total. */
  room: number;
  splits: readonly Split[];
}

export interface ToTally {
  rules: VoteRules;
  cards: readonly string[];
  votes: readonly SecretVote[];
  papers: Papers;
}

/** Adds up a ballot, the highest first; ties in the order of the cards. */
export function tally({ rules, cards, votes, papers }: ToTally): readonly CardResult[] {
  const there = new Set(cards);
  const counted = votes.filter(({ card }) => there.has(card));
  // Whoever gave away dots and none to a card has said so; of others nobody knows what they would have said of it.
  const ofAll = rules.method === 'dots' ? sidesOf(counted, rules) : null;
  const results = cards.map((card) => {
    const own = counted.filter((vote) => vote.card === card);
    const sides = ofAll ?? sidesOf(own, rules);
    const weightOf = weightsOf(sides, rules);
    const onPaper = papers.votes.filter((vote) => vote.card === card);
    const weighed = [
      ...own.map((vote) => ({ value: vote.value, weight: weightOf(vote.voter) })),
      ...onPaper.map(({ value, count }) => ({ value, weight: count })),
    ];
    return {
      ...{ card, rank: 0, voters: own.length, room: onPaper.reduce((sum, { count }) => sum + count, 0) },
      ...totalsOf(weighed, rules),
      splits: splitsOf(own, sides, rules),
    };
  });
  return ranked(results, rules);
}

/** How people are told apart in a ballot, or about one of its cards. */
interface Sides {
  shown: readonly ToldApart[];
  /** The same or finer: no two ways of telling apart may leave fewer than five between them. */
  weighed: readonly ToldApart[];
  kinds: ReadonlyMap<string, VoterKind>;
}

function sidesOf(votes: readonly SecretVote[], { split, weights }: VoteRules): Sides {
  const kinds = new Map(votes.map(({ voter, kind }) => [voter, kind]));
  const byKind = (side: ToldApart | null) =>
    toldApart(sizes([...kinds.values()].filter((kind) => side === null || side.of.includes(sideOf(kind)))));
  const bySide = toldApart(sizes([...kinds.values()].map(sideOf)));
  const shown = { none: [], families: bySide, kinds: byKind(null) }[split];
  const weighed = split === 'families' ? bySide.flatMap(byKind) : byKind(null);
  return { shown, weighed: weights === 'kinds' ? weighed : [], kinds };
}

function sizes(groups: readonly VoterGroup[]): ReadonlyMap<VoterGroup, number> {
  const found = new Map<VoterGroup, number>();
  for (const group of groups) found.set(group, (found.get(group) ?? 0) + 1);
  return found;
}

/** What one person's vote counts: 1, or so much that each group counts the same and all together as many as they are. */
function weightsOf({ weighed, kinds }: Sides, { weights }: VoteRules): (voter: string) => number {
  if (weights === 'people') return () => 1;
  return (voter) => {
    const group = weighed.find(({ of }) => of.includes(kinds.get(voter) ?? 'other'));
    return group ? kinds.size / (weighed.length * group.voters) : 1;
  };
}

function splitsOf(votes: readonly SecretVote[], { shown, kinds }: Sides, rules: VoteRules): readonly Split[] {
  if (shown.length < 2) return [];
  return shown.map(({ of, voters }) => {
    const isOf = ({ voter, kind }: SecretVote) => of.includes(kinds.get(voter) ?? kind) || of.includes(sideOf(kind));
    const own = votes.filter(isOf).map(({ value }) => ({ value, weight: 1 }));
    return { group: of, voters, ...totalsOf(own, rules) };
  });
}

function totalsOf(votes: readonly { value: number; weight: number }[], { method }: VoteRules): Totals {
  const sum = votes.reduce((all, { value, weight }) => all + value * weight, 0);
  if (method === 'dots') return { total: rounded(sum) };
  if (method !== 'consent') {
    const weight = votes.reduce((all, one) => all + one.weight, 0);
    return { total: rounded(sum), mean: weight > 0 ? rounded(sum / weight) : 0 };
  }
  const said = (consent: number) =>
    rounded(votes.reduce((all, { value, weight }) => all + (value === consent ? weight : 0), 0));
  const counts = Object.fromEntries(CONSENTS.map((consent, index) => [consent, said(index + 1)]));
  return { total: said(1), counts: counts as Record<Consent, number> };
}

/** Cards that look the same are the same: what nobody sees does not decide. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function ranked(results: readonly CardResult[], rules: VoteRules): readonly CardResult[] {
  const sorted = [...results].sort((a, b) => compare(a, b, rules));
  const first = new Map<CardResult, number>();
  sorted.forEach((result, index) => {
    const before = sorted[index - 1];
    const isTie = before !== undefined && compare(before, result, rules) === 0;
    first.set(result, isTie ? (first.get(before) ?? index) : index);
  });
  return sorted.map((result) => ({ ...result, rank: (first.get(result) ?? 0) + 1 }));
}

/** Fewer against it come first where as many are for it. */
function compare(a: CardResult, b: CardResult, { method }: VoteRules): number {
  if (method === 'dots') return b.total - a.total;
  if (method !== 'consent') return (b.mean ?? 0) - (a.mean ?? 0);
  return b.total - a.total || (a.counts?.no ?? 0) - (b.counts?.no ?? 0);
}
