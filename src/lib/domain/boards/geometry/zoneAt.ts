import { byOrder } from '../order.ts';
import type { Point, ZoneItem } from '../schema.ts';
import { boxOf, contains } from './box.ts';

/** The zone a thing dropped at this point belongs to: the topmost that holds it, or null. */
export function zoneAt(zones: Iterable<ZoneItem>, point: Point): ZoneItem | null {
  let found: ZoneItem | null = null;
  for (const zone of zones) {
    if (!contains(boxOf(zone), point)) continue;
    if (!found || byOrder({ key: zone.z, id: zone.id }, { key: found.z, id: found.id }) > 0) found = zone;
  }
  return found;
}
