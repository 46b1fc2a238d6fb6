import type { Placed, Point } from '../schema.ts';
import { CARD_SIZE } from '../schema.ts';
import type { Box } from './box.ts';
import { boxOf } from './box.ts';
import { freeSlots } from './placeCards.ts';
import { rowOf } from './readingOrder.ts';

/** Least shift between two cards of a full zone: enough to keep their order, too little to see. */
const LEAST_SHIFT = 0.01;

/**
 * Where to put `count` new cards so that they are read last in a zone, each after the one before it: in free places
 * that come after everything. When those run out, in the zone's other free places, since a card must not cover
 * another; when there are none left, on top of the zone's last card, each a little further right.
 *
 * @param items what lies in the zone, in reading order
 */
export function placeAtEnd(zone: Box, items: readonly Placed[], count: number): Point[] {
  const end = items.at(-1)?.at;
  const free = freeSlots(zone, items.map(boxOf));
  const comesLast = (slot: Point): boolean => !end || readsAfter(slot, end);
  const places = [...free.filter(comesLast), ...free.filter((slot) => !comesLast(slot))].slice(0, count);
  let last = [end, ...places].reduce((late, place) => (late && place && readsAfter(late, place) ? late : place), end);
  last ??= [zone.x, zone.y];
  const edge = zone.x + zone.w - CARD_SIZE[0];
  while (places.length < count) {
    last = [last[0] + Math.max(LEAST_SHIFT, (edge - last[0]) / 3), last[1]];
    places.push(last);
  }
  return places;
}

function readsAfter(place: Point, other: Point): boolean {
  const rows = rowOf(place) - rowOf(other);
  return rows > 0 || (rows === 0 && place[0] > other[0]);
}
