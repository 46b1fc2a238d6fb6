import * as Y from 'yjs';
import type { DecodedUpdate } from './decode.ts';

export type Struct = DecodedUpdate['structs'][number];
export type Store = Y.Doc['store'];
/** Structs the document does not have, by clientID, in order. */
export type News = Map<number, Struct[]>;

/** What an item stands in (a root by name, an item by id, or a type that is integrated) and under which key. */
interface Place {
  parent: unknown;
  key: string | null;
}

/**
 * Where the structs of an update will stand, told before any of it is applied. An item beside another names no parent:
 * it stands where its neighbour stands, which may be anywhere in the same update, deleted ones included. Ask only
 * about a complete update: its structs have no circles.
 */
export class UpdatePlaces {
  #news: News;
  #store: Store;
  #known = new Map<Y.Item, Place | null>();

  constructor(news: News, store: Store) {
    this.#news = news;
    this.#store = store;
  }

  /** The key of the root map that the item sets, or null when it sets something else. */
  keyIn(root: Y.Map<unknown>, name: string, item: Y.Item): string | null {
    const place = this.#of(item);
    return place?.parent === name || place?.parent === root ? place.key : null;
  }

  /**
   * Whether the item stands where no client of Yjs puts one, so that Yjs throws, or that who loads the document later
   * sees another one than who was there: words in the place of a map's value, an item between neighbours of different
   * places, or one that goes on from a beginning which stands elsewhere or was collected.
   */
  isMisplaced(item: Y.Item): boolean {
    const isText = item.content instanceof Y.ContentString || item.content instanceof Y.ContentFormat;
    if (isText && (this.#of(item)?.key ?? null) !== null) return true;
    return this.#isTorn(item) || this.#hasOtherBeginning(item);
  }

  /** In how many types the item stands, the root not counted. Stops counting past `most`. */
  depthOf(item: Y.Item, most: number): number {
    let depth = 0;
    for (let holder = this.#holderOf(item); holder && depth <= most; holder = this.#holderOf(holder)) depth++;
    return depth;
  }

  /** Yjs takes the right neighbour's word for the place; once the left one is collected, the item goes with it. */
  #isTorn({ origin, rightOrigin }: Y.Item): boolean {
    const left = origin && this.#itemAt(origin);
    const right = rightOrigin && this.#itemAt(rightOrigin);
    return left !== null && right !== null && !this.#standTogether(left, right);
  }

  #hasOtherBeginning(item: Y.Item): boolean {
    const { client, clock } = item.id;
    const known = Y.getState(this.#store, client);
    if (clock >= known) return false;
    const beginning = this.#itemAt(Y.createID(client, known - 1));
    return beginning === null || !this.#standTogether(beginning, item);
  }

  #standTogether(one: Y.Item, other: Y.Item): boolean {
    const [a, b] = [this.#of(one), this.#of(other)];
    return a?.key === b?.key && nameOf(a?.parent) === nameOf(b?.parent);
  }

  #holderOf(item: Y.Item): Y.Item | null {
    const parent = this.#of(item)?.parent;
    if (parent instanceof Y.ID) return this.#itemAt(parent);
    return parent instanceof Y.AbstractType ? parent._item : null;
  }

  /** Follows neighbours until one says where it stands. Null: nowhere, it will be collected at once. */
  #of(item: Y.Item): Place | null {
    const passed: Y.Item[] = [];
    let place: Place | null | undefined;
    for (let at: Y.Item | null = item; place === undefined;) {
      if (at === null) place = null;
      else if (at.parent !== null) place = { parent: at.parent, key: at.parentSub };
      else if (this.#known.has(at)) place = this.#known.get(at) ?? null;
      else {
        passed.push(at);
        const beside: Y.ID | null = at.origin ?? at.rightOrigin;
        at = beside && this.#itemAt(beside);
      }
    }
    for (const one of passed) this.#known.set(one, place);
    return place;
  }

  #itemAt({ client, clock }: Y.ID): Y.Item | null {
    const isKnown = clock < Y.getState(this.#store, client);
    const structs: readonly (Struct | Y.GC)[] = (isKnown ? this.#store.clients : this.#news).get(client) ?? [];
    let from = 0;
    for (let to = structs.length; from < to;) {
      const middle = (from + to) >> 1;
      const struct = structs[middle];
      if (struct && struct.id.clock + struct.length <= clock) from = middle + 1;
      else to = middle;
    }
    const found = structs[from];
    return found instanceof Y.Item && found.id.clock <= clock ? found : null;
  }
}

/** The same name for one type, however it is referred to. */
function nameOf(parent: unknown): string {
  if (parent instanceof Y.ID) return `${parent.client}:${parent.clock}`;
  if (!(parent instanceof Y.AbstractType)) return String(parent);
  const holder = parent._item;
  return holder ? `${holder.id.client}:${holder.id.clock}` : Y.findRootTypeKey(parent);
}
