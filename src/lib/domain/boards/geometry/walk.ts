import type { Box } from './box.ts';
import { centreOf } from './box.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much worse it is to be off to the side than to be far away: arrows should stay on their row or column. */
const ASIDE = 3;

/**
 * The item one comes to by going from a box in a direction: the nearest whose centre lies that way, where being off
 * to the side counts three times. Null when nothing lies there.
 */
export function nextInDirection(
  from: Box,
  others: Iterable<{ id: string; box: Box }>,
  direction: Direction,
): string | null {
  let best: { id: string; cost: number } | null = null;
  for (const { id, box } of others) {
    const cost = costOf(from, box, direction);
    if (cost === null) continue;
    if (!best || cost < best.cost || (cost === best.cost && id < best.id)) best = { id, cost };
  }
  return best?.id ?? null;
}

/** Null when the box does not lie that way, seen from the centre. */
function costOf(from: Box, to: Box, direction: Direction): number | null {
  const [x, y] = centreOf(from);
  const [toX, toY] = centreOf(to);
  const lengthwise = direction === 'left' || direction === 'right';
  const sign = direction === 'left' || direction === 'up' ? -1 : 1;
  const ahead = sign * (lengthwise ? toX - x : toY - y);
  if (ahead <= 0) return null;
  const aside = Math.abs(lengthwise ? toY - y : toX - x);
  return ahead + ASIDE * aside;
}
