import type { CardTally } from '../../sessions/votes/ballot.ts';
import { boxOf } from '../geometry/box.ts';
import type { Move } from '../geometry/moveBeside.ts';
import { inReadingOrder } from '../geometry/readingOrder.ts';
import { intoRows } from '../geometry/tidy.ts';
import type { Placed, ZoneItem } from '../schema.ts';

/** What came out about a card. */
export type Votes = Readonly<Record<string, Pick<CardTally, 'total' | 'mean' | 'counts'>>>;

/**
 * Puts what lies in a zone into rows by what came out of the votes, most first; what came out the same stays in the
 * order it was read in, and what nobody voted on comes last. What is locked stays.
 */
export function planSorted(zone: ZoneItem, items: readonly Placed[], votes: Votes): Move[] {
  const inOrder = inReadingOrder(items.filter(({ look }) => !look.locked));
  return intoRows(
    [...inOrder].sort((a, b) => compare(votes[a.id], votes[b.id])),
    boxOf(zone),
  );
}

function compare(a: Votes[string] | undefined, b: Votes[string] | undefined): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return (b.mean ?? b.total) - (a.mean ?? a.total) || (a.counts?.no ?? 0) - (b.counts?.no ?? 0);
}
