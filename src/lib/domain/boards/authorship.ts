import * as Y from 'yjs';
import type { SharedDocument } from './sharedDocument.ts';

/** What an item says about its own making: the value of `is`. It never changes after the item was made. */
export type Making = Readonly<Record<string, unknown>>;

/** Items that left the board, with what their `is` was, in case they come back. */
export interface LedgerChange {
  removed: [item: string, making: Making][];
  restored: string[];
}

export interface AuthorshipOptions {
  /** Who writes under this clientID. Null is the server, which may name any author. */
  actorOf: (clientId: number) => string | null;
  /** The ledger so far: items that were removed. */
  removed: ReadonlyMap<string, Making>;
}

/**
 * Keeps authors true on the server. A new item belongs to whoever sent it, an item's `is` cannot be changed, and an
 * item that comes back (an undone removal) keeps its first author, whoever brings it back.
 */
export class Authorship {
  #doc: SharedDocument;
  #items: Y.Map<unknown>;
  #actorOf: AuthorshipOptions['actorOf'];
  #makings = new Map<string, Making>();
  #removed: Map<string, Making>;
  #touched = new Set<string>();

  constructor(doc: SharedDocument, { actorOf, removed }: AuthorshipOptions) {
    this.#doc = doc;
    this.#items = doc.getMap('items');
    this.#actorOf = actorOf;
    this.#removed = new Map(removed);
    for (const [id, map] of this.#items.entries()) {
      const making = makingOf(map);
      if (making) this.#makings.set(id, making);
    }
    this.#items.observeDeep((events) => {
      for (const event of events) this.#note(event);
    });
  }

  /**
   * Corrects what the transactions since the last call left wrong, in one transaction of its own, and says how the
   * ledger changed. Call it when no transaction is open.
   */
  settle(): LedgerChange {
    const change: LedgerChange = { removed: [], restored: [] };
    const corrections: [Y.Map<unknown>, Making][] = [];
    for (const id of this.#touched) {
      const map = this.#items.get(id);
      if (map instanceof Y.Map) this.#settlePresent(id, { map, change, corrections });
      else this.#settleGone(id, change);
    }
    this.#touched.clear();
    if (corrections.length === 0) return change;
    this.#doc.transact(() => {
      for (const [map, making] of corrections) map.set('is', making);
    }, 'authorship');
    this.#touched.clear();
    return change;
  }

  #settlePresent(
    id: string,
    found: { map: Y.Map<unknown>; change: LedgerChange; corrections: [Y.Map<unknown>, Making][] },
  ) {
    const { map, change, corrections } = found;
    const now = makingOf(map);
    const before = this.#makings.get(id) ?? this.#removed.get(id);
    const right = before ?? (now && this.#signed(id, now));
    if (!right) return; // not said yet: the first word counts, whenever it comes
    if (!sameValue(map.get('is'), right)) corrections.push([map, right]);
    this.#makings.set(id, right);
    if (this.#removed.delete(id)) change.restored.push(id);
  }

  #settleGone(id: string, change: LedgerChange): void {
    const making = this.#makings.get(id);
    if (!making) return;
    this.#makings.delete(id);
    this.#removed.set(id, making);
    change.removed.push([id, making]);
  }

  /** A new item's `is` with the author put right. */
  #signed(id: string, making: Making): Making {
    const entry = this.#items._map.get(id);
    const actor = entry ? this.#actorOf(entry.id.client) : null;
    return actor === null || making['by'] === actor ? making : { ...making, by: actor };
  }

  #note(event: Y.YEvent<Y.AbstractType<unknown>>): void {
    const [id] = event.path;
    if (id === undefined) {
      for (const key of event.changes.keys.keys()) this.#touched.add(key);
    } else if (event.path.length === 1 && typeof id === 'string' && event.changes.keys.has('is')) {
      this.#touched.add(id);
    }
  }
}

function makingOf(map: unknown): Making | null {
  const is: unknown = map instanceof Y.Map ? map.get('is') : null;
  const plain = typeof is === 'object' && is !== null && !Array.isArray(is) && !(is instanceof Y.AbstractType);
  return plain ? (is as Making) : null;
}

/** Equal as JSON, whatever the order of keys. */
function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) => key in other && sameValue((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  );
}
