import type { Snapshot, SummaryVote } from '../summaries/summary.ts';
import type { VoterGroup } from '../sessions/votes/voterGroup.ts';
import { LEAST_TOLD_APART } from '../sessions/votes/voterGroup.ts';
import type { Instant } from '../shared/surroundings.ts';

/** What a partnership needs before it works together, as the template readiness-check asks it. */
export const DIMENSIONS = ['intent', 'trust', 'time', 'leadership'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** How far it is there: the three points of the template. */
export const POINTS = ['not-yet', 'emerging', 'in-place'] as const;
export type Point = (typeof POINTS)[number];

/** The template that a check is made from. */
export const READINESS_TEMPLATE = 'readiness-check';

/** Every rating is from 1 to 5, whichever way people gave it, so that one time can be compared with another. */
const VALUE: Record<Point, number> = { 'not-yet': 1, emerging: 3, 'in-place': 5 };
const LEAST = 1;
const MOST = 5;

/** What a rating comes from: 1 to 5 said of cards, dots on evidence, or where the evidence lies. */
export type RatedBy = 'rating' | 'dots' | 'cards';

/** What was said of one of the four, in numbers and ids alone. */
export interface Rating {
  mean: number;
  /** The lowest and the highest that a card was given, or that has evidence. */
  from: number;
  to: number;
  by: RatedBy;
  /** How many people rated; null where fewer than five did, and where nobody voted. */
  people: number | null;
  /** What groups of at least five people said, where they were told apart. */
  groups: readonly { of: readonly VoterGroup[]; mean: number }[];
  /** Ids of the cards that lay there when it was rated, by point. Their words are the summary's. */
  evidence: Readonly<Record<Point, readonly string[]>>;
}

/** A readiness check as it is kept. One of the four that nobody rated is left out. */
export type Ratings = Readonly<Partial<Record<Dimension, Rating>>>;

export interface ReadinessCheck {
  sessionId: string;
  boardId: string;
  heldAt: Instant;
  ratings: Ratings;
}

/** The zone titles of the template: "Trust in each other: in place". */
const TITLE = /^\s*(intent|trust|time|leadership)\b[^:]*:\s*(not yet|emerging|in place)\s*$/i;

/** Which of the four a zone is about, and how far; null of any other. */
export function placeOf(title: string): { dimension: Dimension; point: Point } | null {
  const [, first = '', last = ''] = TITLE.exec(title) ?? [];
  const dimension = DIMENSIONS.find((one) => one === first.toLowerCase());
  const point = POINTS.find((one) => one === last.toLowerCase().replace(' ', '-'));
  return dimension && point ? { dimension, point } : null;
}

type Evidence = Rating['evidence'];

/** What a session on such a board came to; null of one on another board, and where nothing was rated. */
export function ratingsOf({ zones, votes }: Pick<Snapshot, 'zones' | 'votes'>): Ratings | null {
  const found = new Map<Dimension, Evidence>();
  for (const { title, cards } of zones) {
    const place = placeOf(title);
    if (!place) continue;
    const before = found.get(place.dimension) ?? { 'not-yet': [], emerging: [], 'in-place': [] };
    const ids = [...before[place.point], ...cards.map(({ id }) => id)];
    found.set(place.dimension, { ...before, [place.point]: ids });
  }
  if (found.size < DIMENSIONS.length) return null; // some zone happens to be called like one of these
  const rated = DIMENSIONS.flatMap((dimension) => {
    const evidence = found.get(dimension);
    const rating = evidence && ratingOf(evidence, votes);
    return rating ? [[dimension, rating] as const] : [];
  });
  return rated.length === 0 ? null : Object.fromEntries(rated);
}

/** By the last vote on its cards that rates them; else by the last with dots; else by how many cards lie where. */
function ratingOf(evidence: Evidence, votes: readonly SummaryVote[]): Rating | null {
  const last = (method: SummaryVote['method']) =>
    votes.findLast((vote) => vote.method === method && weighed(evidence, vote).length > 0);
  const vote = last('rating') ?? last('dots');
  const cards = vote
    ? weighed(evidence, vote)
    : POINTS.flatMap((point) => evidence[point].map(() => ({ value: VALUE[point], weight: 1 })));
  if (cards.length === 0) return null;
  const values = cards.map(({ value }) => value);
  return {
    ...{ mean: meanOf(cards), from: Math.min(...values), to: Math.max(...values) },
    by: vote ? (vote.method === 'rating' ? 'rating' : 'dots') : 'cards',
    people: vote && vote.voters >= LEAST_TOLD_APART ? vote.voters : null,
    groups: vote ? groupsOf(evidence, vote) : [],
    evidence,
  };
}

interface Weighed {
  value: number;
  weight: number;
}

/** What a vote says of cards of one of the four: each card's own mean, or the point at which it lies and its dots. */
function weighed(evidence: Evidence, { method, cards }: SummaryVote): Weighed[] {
  return cards.flatMap(({ card, mean, total }) => valueIn(evidence, card, { method, mean, total }));
}

function valueIn(
  evidence: Evidence,
  card: string,
  { method, mean, total }: { method: SummaryVote['method']; mean?: number | undefined; total: number },
): Weighed[] {
  const point = POINTS.find((one) => evidence[one].includes(card));
  if (!point || total <= 0) return [];
  if (method === 'dots') return [{ value: VALUE[point], weight: total }];
  // The sum of what was said by the mean of it is by how many.
  return mean === undefined || mean < LEAST || mean > MOST ? [] : [{ value: mean, weight: total / mean }];
}

/** Where every card tells the same groups apart, what each of them said. */
function groupsOf(evidence: Evidence, vote: SummaryVote): Rating['groups'] {
  const all = POINTS.flatMap((point) => evidence[point]);
  const cards = vote.cards.filter(({ card, splits, total }) => all.includes(card) && total > 0 && splits.length > 0);
  const name = (of: readonly VoterGroup[]) => [...of].sort().join('+');
  const told = cards.map(({ splits }) =>
    splits
      .map(({ group }) => name(group))
      .sort()
      .join(' '),
  );
  const [first] = cards;
  if (!first || new Set(told).size > 1) return [];
  return first.splits.flatMap(({ group }) => {
    const said = cards.flatMap(({ card, splits }) => {
      const own = splits.find((split) => name(split.group) === name(group));
      return own ? valueIn(evidence, card, { method: vote.method, ...own }) : [];
    });
    return said.length === 0 ? [] : [{ of: group, mean: meanOf(said) }];
  });
}

function meanOf(values: readonly Weighed[]): number {
  const weight = values.reduce((sum, one) => sum + one.weight, 0);
  return rounded(values.reduce((sum, one) => sum + one.value * one.weight, 0) / weight);
}

/** To a tenth: what nobody sees is no trend. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The nearest of the three points to a rating. */
export function pointOf(mean: number): Point {
  return POINTS.reduce((best, point) => (Math.abs(VALUE[point] - mean) < Math.abs(VALUE[best] - mean) ? point : best));
}

/** How a rating compares with the last time; null of the first. */
export type Trend = { is: 'up' | 'down'; from: number; to: number } | { is: 'same'; at: number };

export function trendOf(now: Rating | undefined, before: Rating | undefined): Trend | null {
  if (!now || !before) return null;
  if (now.mean === before.mean) return { is: 'same', at: now.mean };
  return { is: now.mean > before.mean ? 'up' : 'down', from: before.mean, to: now.mean };
}
