import { untrack } from 'svelte';
import type { BoardView } from '$lib/domain/boards/boardView';
import type { Item, Placed, ZoneItem } from '$lib/domain/boards/schema';

/** What of the model it takes. */
interface Source {
  readonly zones: readonly ZoneItem[];
  peek(id: string): Item | null;
  peekAll(): Iterable<Item>;
  idsIn(zone: string | null): readonly string[];
}

/**
 * The model as the planning rules look at a board. `BoardDoc` is one too, but reads every item afresh each time it is
 * asked; this one has them.
 */
export function viewOf(model: Source): BoardView {
  const placed = (id: string): Placed[] => {
    const item = model.peek(id);
    return item && item.kind !== 'zone' ? [item] : [];
  };
  return {
    item: (id) => model.peek(id),
    items: () => model.peekAll(),
    zones: () => untrack(() => model.zones),
    itemsIn: (zone) => untrack(() => model.idsIn(zone)).flatMap(placed),
  };
}
