import type { Snapshot } from '../summaries/summary.ts';
import type { Instant } from '../shared/surroundings.ts';
import type { Dimension, Point, Rating, ReadinessCheck, Trend } from './readiness.ts';
import { DIMENSIONS, POINTS, pointOf, trendOf } from './readiness.ts';

/** A check beside the one before it. */
export interface CheckLine {
  sessionId: string;
  boardId: string;
  title: string;
  heldAt: Instant;
  ratings: readonly RatingLine[];
}

/** One of the four in a check; `rating` is null where nobody rated it. */
export interface RatingLine {
  dimension: Dimension;
  rating: Omit<Rating, 'evidence'> | null;
  point: Point | null;
  /** What it was the last time that it was rated before. */
  before: number | null;
  trend: Trend | null;
}

/** The words that stand at each point now: those of cards that were taken off the board are gone. */
export type EvidenceWords = Readonly<Record<Dimension, readonly { point: Point; words: readonly string[] }[]>>;

/** Checks, the latest first, each compared with the one before. */
export function linesOf(checks: readonly (ReadinessCheck & { title: string })[]): CheckLine[] {
  return checks.map(({ ratings, ...check }, at) => ({
    ...{ sessionId: check.sessionId, boardId: check.boardId, title: check.title, heldAt: check.heldAt },
    ratings: DIMENSIONS.map((dimension) => {
      const now = ratings[dimension];
      const before = checks.slice(at + 1).find((one) => one.ratings[dimension])?.ratings[dimension];
      return {
        ...{ dimension, rating: now ? withoutEvidence(now) : null, point: now ? pointOf(now.mean) : null },
        ...{ before: before?.mean ?? null, trend: trendOf(now, before) },
      };
    }),
  }));
}

function withoutEvidence({ evidence: _, ...rating }: Rating): Omit<Rating, 'evidence'> {
  return rating;
}

/** The evidence of a check in the words that its summary still has. */
export function evidenceOf({ ratings }: ReadinessCheck, snapshot: Pick<Snapshot, 'zones'> | null): EvidenceWords {
  const words = new Map(snapshot?.zones.flatMap(({ cards }) => cards.map(({ id, text }) => [id, text] as const)));
  const at = (dimension: Dimension) =>
    POINTS.map((point) => ({
      point,
      words: (ratings[dimension]?.evidence[point] ?? []).flatMap((id) => words.get(id) ?? []),
    })).filter((one) => one.words.length > 0);
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, at(dimension)])) as unknown as EvidenceWords;
}
