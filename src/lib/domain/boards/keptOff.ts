import type * as Y from 'yjs';
import type { SharedDocument } from './sharedDocument.ts';

/** How the list of what stays off changed since it was last written down. */
export interface KeptOffChange {
  keptOff: string[];
  letBack: string[];
}

/**
 * Keeps on the server what was taken off a board off it, whoever brings it back: an undone deletion, a copy from
 * offline, another program. Only the server's own edits change the list.
 */
export class KeptOff {
  #doc: SharedDocument;
  #items: Y.Map<unknown>;
  #ids: Set<string>;
  #changed = new Set<string>();

  constructor(doc: SharedDocument, ids: Iterable<string>) {
    this.#doc = doc;
    this.#items = doc.getMap('items');
    this.#ids = new Set(ids);
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  /** Whether there is a change that `takeChange` would return. */
  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  keepOff(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.#ids.has(id)) continue;
      this.#ids.add(id);
      this.#changed.add(id);
    }
  }

  letBack(ids: readonly string[]): void {
    for (const id of ids) if (this.#ids.delete(id)) this.#changed.add(id);
  }

  /**
   * Removes what is there and should not be, in one transaction of its own, and says whether there was anything. Call
   * it when no transaction is open.
   */
  settle(): boolean {
    const back = [...this.#ids].filter((id) => this.#items.has(id));
    if (back.length === 0) return false;
    this.#doc.transact(() => {
      for (const id of back) this.#items.delete(id);
    }, 'keptOff');
    return true;
  }

  /** What has changed since the last call. */
  takeChange(): KeptOffChange {
    const changed = [...this.#changed];
    this.#changed.clear();
    return {
      keptOff: changed.filter((id) => this.#ids.has(id)),
      letBack: changed.filter((id) => !this.#ids.has(id)),
    };
  }
}
