import type { Placed, Point } from '../schema.ts';
import { CARD_SIZE } from '../schema.ts';
import type { Box } from './box.ts';
import { boxOf } from './box.ts';
import { freeSlots } from './placeCards.ts';
import { rowOf } from './readingOrder.ts';

/** Least shift between two cards of a full zone: enough to keep their order. */
const LEAST_SHIFT = 0.5;

/**
 * Where to put `count` new cards so that each is read after everything in the zone and after the one before it: free
 * places that come last, and in a full zone on top of its last card, each a little further right.
 *
 * @param items what lies in the zone, in reading order
 */
export function placeAtEnd(zone: Box, items: readonly Placed[], count: number): Point[] {
  let last = items.at(-1)?.at;
  const places = freeSlots(zone, items.map(boxOf)).filter((slot) => !last || readsAfter(slot, last));
  places.length = Math.min(places.length, count);
  last = places.at(-1) ?? last ?? [zone.x, zone.y];
  const edge = zone.x + zone.w - CARD_SIZE[0];
  while (places.length < count) {
    const step: number = Math.max(LEAST_SHIFT, (edge - last[0]) / 3);
    last = [last[0] + step, last[1]];
    places.push(last);
  }
  return places;
}

function readsAfter(place: Point, other: Point): boolean {
  const rows = rowOf(place) - rowOf(other);
  return rows > 0 || (rows === 0 && place[0] > other[0]);
}
