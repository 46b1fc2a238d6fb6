import type { Item, Placed, ZoneItem } from './schema.ts';

/** What the planning rules need to see of a board. `BoardDoc` is one; tests use plain values. */
export interface BoardView {
  item(id: string): Item | null;
  items(): Iterable<Item>;
  zones(): readonly ZoneItem[];
  itemsIn(zone: string | null): readonly Placed[];
}
