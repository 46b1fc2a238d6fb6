import type { Placed, Point, ZoneItem } from '../schema.ts';
import { READING_ROW } from '../schema.ts';
import { byOrder } from '../order.ts';

/** Zones as the outline lists them. */
export function zonesInOrder(zones: Iterable<ZoneItem>): ZoneItem[] {
  return [...zones].sort((a, b) => byOrder({ key: a.order, id: a.id }, { key: b.order, id: b.id }));
}

/** Items of one zone as they are read: by row of 56 units, then left to right, then id. */
export function inReadingOrder<T extends Placed>(items: Iterable<T>): T[] {
  return [...items].sort(compareReading);
}

/** Which of two items of one zone is read first. */
export function compareReading(a: Pick<Placed, 'id' | 'at'>, b: Pick<Placed, 'id' | 'at'>): number {
  const rows = rowOf(a.at) - rowOf(b.at);
  if (rows !== 0) return rows;
  if (a.at[0] !== b.at[0]) return a.at[0] - b.at[0];
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Which line of reading a place is on. */
export function rowOf(at: Point): number {
  return Math.floor(at[1] / READING_ROW);
}
