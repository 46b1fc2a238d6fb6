import type { Placed, Point } from '../schema.ts';
import { inReadingOrder, rowOf } from './readingOrder.ts';

export interface Move {
  id: string;
  at: Point;
}

/** Where an item is to go: directly before or after another. */
export interface Beside {
  id: string;
  side: 'before' | 'after';
  target: string;
}

/**
 * Moves that put `id` directly before or after `target` in reading order. The places stay as they are and the items
 * between change places, so a tidy grid stays tidy. Empty when nothing has to change.
 */
export function moveBeside(items: readonly Placed[], { id, side, target }: Beside): Move[] {
  const was = inReadingOrder(items);
  const moved = was.find((item) => item.id === id);
  if (!moved || id === target) return [];
  const order = was.filter((item) => item.id !== id);
  const index = order.findIndex((item) => item.id === target);
  if (index < 0) return [];
  order.splice(side === 'before' ? index : index + 1, 0, moved);
  const places = distinctPlaces(was);
  return order.flatMap((item, place) => {
    const at = places[place];
    return at && (at[0] !== item.at[0] || at[1] !== item.at[1]) ? [{ id: item.id, at }] : [];
  });
}

/** The items' places in reading order, nudged apart where two are the same: only then is the order theirs alone. */
function distinctPlaces(items: readonly Placed[]): Point[] {
  const places: Point[] = [];
  for (const { at } of items) {
    const before = places.at(-1);
    const crowded = before !== undefined && rowOf(before) === rowOf(at) && before[0] >= at[0];
    places.push(crowded ? [before[0] + 1, at[1]] : at);
  }
  return places;
}
