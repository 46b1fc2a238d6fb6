import type { Allowed } from '../access/can.ts';
import type { TakenOffAction } from '../access/rules.ts';
import type { ItemKind } from '../boards/schema.ts';
import type { FieldFault } from '../shared/errors.ts';
import type { Instant } from '../shared/surroundings.ts';

/** Most things taken off at once: more is a zone's worth, and each is reviewed by itself. */
export const MAX_AT_ONCE = 50;
/** Longest reason: a sentence or two. */
export const MAX_REASON = 300;

/** Someone who may review what is taken off a board. */
export interface Reviewer {
  id: string;
  name: string;
}

/** What someone asks for who takes things off a board. */
export interface TakeOffRequest {
  board: string;
  items: readonly string[];
  /** Who is to review them; null is whoever asks. */
  reviewer: string | null;
  reason: string;
}

/** What came of it. */
export interface TakeOffAnswer {
  /** How many are off the board now, by this request or by one before it. */
  off: number;
  /** How many were gone already: their writers had deleted them. */
  gone: number;
  reviewer: string;
}

/** Something that was taken off, in a list: what it says is not among it. */
export interface TakenOffSummary {
  id: string;
  kind: ItemKind;
  board: { id: string; title: string };
  takenAt: Instant;
  takenBy: string;
  reviewer: string;
}

/** What the review page shows: what waits for me, and what waits for someone who cannot review it any more. */
export interface TakenOffList {
  mine: readonly TakenOffSummary[];
  orphaned: readonly TakenOffSummary[];
}

/** One thing that was taken off, with what may be done with it and to whom it can be passed on. */
export interface TakenOffPage extends TakenOffSummary {
  allowed: Allowed<TakenOffAction>;
  reviewers: readonly Reviewer[];
}

/** What it said. Shown to its reviewer, when they ask for it. */
export interface TakenOffWords {
  text: string;
  prompt: string;
  /** What a picture, shape or drawing was said to show. */
  alt: string;
  tags: readonly string[];
  /** Who wrote it; null when anonymous or unknown. */
  author: string | null;
  reason: string;
}

/** What is wrong with a request, by field. */
export function requestFaults(
  { items, reason, reviewer }: TakeOffRequest,
  reviewers: readonly Reviewer[],
): Record<'items' | 'reason' | 'reviewer', FieldFault | null> {
  const count = new Set(items).size;
  const isKnown = reviewer === null || reviewers.some(({ id }) => id === reviewer);
  return {
    items: count === 0 ? 'missing' : count > MAX_AT_ONCE ? 'tooLong' : null,
    reason: reason.length > MAX_REASON ? 'tooLong' : null,
    reviewer: isKnown ? null : 'unknownChoice',
  };
}
