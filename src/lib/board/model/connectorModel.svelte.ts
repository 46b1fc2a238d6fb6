import type { Connector } from '$lib/domain/boards/schema';
import { Entries } from './entries.svelte';

const NONE: readonly string[] = [];

/** Connectors as the screen reads them: each reactive on its own, and for each item the list of those it has. */
export class ConnectorModel {
  #connectors = new Entries<Connector>();
  #byItem = new Entries<readonly string[]>();

  get ids(): readonly string[] {
    return [...this.#connectors.keys];
  }

  get(id: string): Connector | null {
    return this.#connectors.get(id) ?? null;
  }

  /** Ids of the connectors that begin or end on an item, wherever they lead. */
  at(item: string): readonly string[] {
    return this.#byItem.get(item) ?? NONE;
  }

  /** Takes in what a connector is now; null when it is gone. */
  take(id: string, connector: Connector | null): void {
    const was = this.#connectors.peek(id);
    const before = new Set(was ? itemsOf(was) : []);
    const after = new Set(connector ? itemsOf(connector) : []);
    for (const item of before) if (!after.has(item)) this.#leave(item, id);
    for (const item of after) {
      if (!before.has(item)) this.#byItem.set(item, [...(this.#byItem.peek(item) ?? NONE), id].sort());
    }
    if (connector) this.#connectors.set(id, connector);
    else this.#connectors.delete(id);
  }

  #leave(item: string, id: string): void {
    const left = (this.#byItem.peek(item) ?? NONE).filter((other) => other !== id);
    if (left.length > 0) this.#byItem.set(item, left);
    else this.#byItem.delete(item);
  }
}

/** What a connector stands on. */
function itemsOf({ from, to }: Connector): string[] {
  return [from, to].flatMap((end) => ('item' in end ? [end.item] : []));
}
