import type { Dimension, Point, Rating } from '$lib/domain/readiness/readiness';
import type { RatingLine } from '$lib/domain/readiness/readinessPage';
import { m } from '$lib/messages/messages.js';

const NAMES: Record<Dimension, () => string> = {
  intent: m.readiness_intent,
  trust: m.readiness_trust,
  time: m.readiness_time,
  leadership: m.readiness_leadership,
};
const POINTS: Record<Point, () => string> = {
  'not-yet': m.readiness_not_yet,
  emerging: m.readiness_emerging,
  'in-place': m.readiness_in_place,
};
const SOURCES: Record<Rating['by'], () => string> = {
  rating: m.readiness_by_rating,
  dots: m.readiness_by_dots,
  cards: m.readiness_by_cards,
};

export function dimensionWords(dimension: Dimension): string {
  return NAMES[dimension]();
}

/** How far it is there, in words. */
export function pointWords(point: Point | null): string {
  return point === null ? m.readiness_unrated() : POINTS[point]();
}

/** "Up from 2.4 to 3.1". */
export function trendWords({ rating, trend }: RatingLine): string {
  if (!rating) return m.readiness_unrated();
  if (!trend) return m.readiness_new({ at: rating.mean });
  if (trend.is === 'same') return m.readiness_same({ at: trend.at });
  return trend.is === 'up' ? m.readiness_up(trend) : m.readiness_down(trend);
}

/** Where a rating comes from, and from how many. */
export function sourceWords({ by, people, from, to }: NonNullable<RatingLine['rating']>): string {
  if (by === 'cards') return SOURCES[by]();
  const who = people === null ? m.readiness_few() : m.readiness_people({ count: people });
  const spread = people === null || from === to ? [] : [m.readiness_spread({ from, to })];
  return [SOURCES[by](), who, ...spread].join(', ');
}
