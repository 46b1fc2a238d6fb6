import type { FieldFault } from '../../shared/errors.ts';
import type { VoteMethod, VoteRules } from '../rules.ts';

/** Answers to a question for consent. As votes they are 1, 2 and 3. */
export const CONSENTS = ['yes', 'no', 'unsure'] as const;
export type Consent = (typeof CONSENTS)[number];

/** What somebody says of a card: how many dots, how many fingers, a rating, or the place of a consent. */
export interface Vote {
  card: string;
  value: number;
}

/** Everything that can be said of a card. With dots, none is saying nothing. */
export function choicesOf({ method, perCard }: Pick<VoteRules, 'method' | 'perCard'>): readonly number[] {
  const [least, most] = RANGES[method] ?? [0, perCard];
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
}

const RANGES: Record<VoteMethod, readonly [number, number] | null> = {
  dots: null,
  fist: [0, 5],
  rating: [1, 5],
  consent: [1, CONSENTS.length],
};

/**
 * What is wrong with everything that somebody says in a ballot, or null: a card that is not in it or comes twice, a value
 * there is not, or more dots than they have.
 */
export function votesFault(
  votes: readonly Vote[],
  { rules, cards }: { rules: VoteRules; cards: readonly string[] },
): FieldFault | null {
  const [there, named] = [new Set(cards), new Set(votes.map(({ card }) => card))];
  if (named.size !== votes.length || !votes.every(({ card }) => there.has(card))) return 'unknownChoice';
  const choices = choicesOf(rules);
  if (!votes.every(({ value }) => choices.includes(value))) return 'outOfRange';
  return rules.method === 'dots' && dotsIn(votes) > rules.dots ? 'tooMany' : null;
}

/** What of it is kept: a card without dots has no vote. */
export function keptVotes(votes: readonly Vote[], { method }: Pick<VoteRules, 'method'>): readonly Vote[] {
  return method === 'dots' ? votes.filter(({ value }) => value > 0) : votes;
}

/** How many dots are given away. */
export function dotsIn(votes: readonly Vote[]): number {
  return votes.reduce((sum, { value }) => sum + value, 0);
}

/** Most people in a room without a device of their own whose votes are added on paper. */
export const MAX_PAPERS = 1_000;

/** How often something was said of a card on paper. Of dots `value` is 1, and each counts. */
export interface PaperVote extends Vote {
  count: number;
}

/** What a room without devices said, as it was counted out: apart from everyone's own votes, and marked so in totals. */
export interface Papers {
  /** How many people gave one in. */
  people: number;
  votes: readonly PaperVote[];
}

export const NO_PAPERS: Papers = { people: 0, votes: [] };

/** What is wrong with votes on paper, by field; nothing when they are in order. So many people cannot have said more. */
export function papersFaults(
  { people, votes }: Papers,
  { rules, cards }: { rules: VoteRules; cards: readonly string[] },
): { people: FieldFault | null; votes: FieldFault | null } {
  const isCount = (count: number) => Number.isInteger(count) && count >= 0;
  if (!isCount(people) || people > MAX_PAPERS) return { people: 'outOfRange', votes: null };
  const there = new Set(cards);
  const choices = rules.method === 'dots' ? [1] : choicesOf(rules);
  const places = new Set(votes.map(({ card, value }) => `${card} ${value}`));
  if (places.size !== votes.length || !votes.every(({ card, value }) => there.has(card) && choices.includes(value)))
    return { people: null, votes: 'unknownChoice' };
  if (!votes.every(({ count }) => isCount(count))) return { people: null, votes: 'outOfRange' };
  return { people: null, votes: areMore(votes, people, rules) ? 'tooMany' : null };
}

function areMore(votes: readonly PaperVote[], people: number, { method, dots, perCard }: VoteRules): boolean {
  const onCard = new Map<string, number>();
  for (const { card, count } of votes) onCard.set(card, (onCard.get(card) ?? 0) + count);
  const most = method === 'dots' ? people * perCard : people;
  if ([...onCard.values()].some((count) => count > most)) return true;
  return method === 'dots' && [...onCard.values()].reduce((sum, count) => sum + count, 0) > people * dots;
}
