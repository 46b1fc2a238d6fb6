import type { Placed, Point } from '../schema.ts';
import { READING_ROW } from '../schema.ts';
import type { Box } from './box.ts';
import { boxAround, boxOf } from './box.ts';
import type { Move } from './moveBeside.ts';
import { headOf, ZONE_EDGE } from './placeCards.ts';
import { inReadingOrder } from './readingOrder.ts';

const GAP = 12;

/**
 * Moves that put things into rows from the left, in the order they are read, which stays what it was. In a zone the
 * rows are as wide as the zone; in the open, as many stand in a row as rows follow each other.
 */
export function tidy(items: readonly Placed[], zone: Box | null): Move[] {
  return intoRows(inReadingOrder(items), zone);
}

/** The same in the order given, in which they are read from then on. */
export function intoRows(inOrder: readonly Placed[], zone: Box | null): Move[] {
  const around = boxAround(inOrder.map(boxOf));
  if (!around) return [];
  const [left, top] = zone ? [zone.x + ZONE_EDGE, zone.y + headOf(zone, heightOf(inOrder))] : [around.x, around.y];
  const right = zone ? zone.x + zone.w - ZONE_EDGE : left + widthOfSquare(inOrder);
  const places = inRows(inOrder, { left, top, right });
  return inOrder.flatMap(({ id, at }, index) => {
    const [x, y] = places[index] ?? at;
    return x === at[0] && y === at[1] ? [] : [{ id, at: [x, y] as const }];
  });
}

function inRows(items: readonly Placed[], { left, top, right }: { left: number; top: number; right: number }): Point[] {
  const [startX, startY] = [Math.round(left), Math.round(top)];
  let [x, y, height] = [startX, startY, 0];
  return items.map(({ size: [w, h] }) => {
    if (x > startX && x + w > right) {
      // At least a row of reading further down, or what follows would be read before what is above it.
      [x, y, height] = [startX, y + Math.max(height + GAP, READING_ROW), 0];
    }
    const place: Point = [x, y];
    x += Math.ceil(w) + GAP;
    height = Math.max(height, Math.ceil(h));
    return place;
  });
}

function widthOfSquare(items: readonly Placed[]): number {
  const columns = Math.ceil(Math.sqrt(items.length));
  const widest = Math.max(...items.map(({ size }) => size[0]));
  return columns * (Math.ceil(widest) + GAP);
}

function heightOf(items: readonly Placed[]): number {
  return Math.max(...items.map(({ size }) => size[1]));
}
