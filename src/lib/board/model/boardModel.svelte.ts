import { SvelteMap } from 'svelte/reactivity';
import type { BoardChange } from '$lib/domain/boards/boardChange';
import type { BoardDoc } from '$lib/domain/boards/boardDoc';
import { inReadingOrder, zonesInOrder } from '$lib/domain/boards/geometry/readingOrder';
import type { Item, Placed, ZoneItem } from '$lib/domain/boards/schema';

/** A change, and the items it removed as they were last seen. */
export type ModelListener = (change: BoardChange, gone: ReadonlyMap<string, Item>) => void;

/** Key of the list of items that lie in no zone. */
const NO_ZONE = '';

/**
 * The board as the screen reads it: one reactive entry per item, one reactive list per zone. A change touches only
 * the entries and lists it is about, so that ten thousand cards cost nothing while one of them is typed in.
 */
export class BoardModel {
  #board: BoardDoc;
  #items = new SvelteMap<string, Item>();
  #buckets = new Map<string, Set<string>>();
  #lists = new SvelteMap<string, readonly string[]>();
  #zoneIds = $state.raw<readonly string[]>([]);
  #listeners = new Set<ModelListener>();
  #stop: () => void;

  constructor(board: BoardDoc) {
    this.#board = board;
    for (const item of board.items()) this.#put(item);
    this.#sortZones();
    for (const key of this.#buckets.keys()) this.#sortList(key);
    this.#sortList(NO_ZONE);
    this.#stop = board.onChange((change) => this.#apply(change));
  }

  /** Reactive: the item, or null when it is gone. */
  item(id: string): Item | null {
    return this.#items.get(id) ?? null;
  }

  /** Reactive: every id, in no particular order. Depends on coming and going, not on changes. */
  get ids(): Iterable<string> {
    return this.#items.keys();
  }

  get count(): number {
    return this.#items.size;
  }

  /** Reactive: zones in the order of the outline. */
  get zones(): ZoneItem[] {
    return this.#zoneIds.map((id) => this.#items.get(id)).filter((item): item is ZoneItem => item?.kind === 'zone');
  }

  get zoneIds(): readonly string[] {
    return this.#zoneIds;
  }

  /** Reactive: ids of what lies in a zone (null: in none), in reading order. A change of words leaves it alone. */
  idsIn(zone: string | null): readonly string[] {
    return this.#lists.get(zone ?? NO_ZONE) ?? [];
  }

  /** The zone an item lies in now; null when that zone is gone. */
  zoneOf(item: Item): string | null {
    if (item.kind === 'zone' || item.zone === null) return null;
    return this.#items.get(item.zone)?.kind === 'zone' ? item.zone : null;
  }

  /** Calls back after the model has taken a change in, with what went. Returns how to stop. */
  onChange(listener: ModelListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #apply(change: BoardChange): void {
    const lists = new Set<string>();
    const gone = new Map<string, Item>();
    let zonesMoved = false;
    for (const id of change.touched) {
      const was = this.#items.get(id);
      const item = this.#board.item(id);
      if (was && item && sameSpot(was, item)) {
        this.#items.set(id, item);
        continue;
      }
      zonesMoved ||= was?.kind === 'zone' || item?.kind === 'zone';
      if (was) lists.add(this.#leaveBucket(was));
      if (item) lists.add(this.#put(item));
      else if (was) {
        this.#items.delete(id);
        gone.set(id, was);
      }
    }
    if (zonesMoved) this.#sortZones();
    if (zonesMoved) lists.add(NO_ZONE);
    for (const key of lists) this.#sortList(key);
    for (const listener of this.#listeners) listener(change, gone);
  }

  #put(item: Item): string {
    this.#items.set(item.id, item);
    const key = bucketOf(item);
    const bucket = this.#buckets.get(key) ?? new Set();
    if (item.kind !== 'zone') bucket.add(item.id);
    this.#buckets.set(key, bucket);
    return key;
  }

  #leaveBucket(item: Item): string {
    const key = bucketOf(item);
    this.#buckets.get(key)?.delete(item.id);
    return key;
  }

  #sortZones(): void {
    const zones = [...this.#items.values()].filter((item) => item.kind === 'zone');
    const ids = zonesInOrder(zones).map((zone) => zone.id);
    if (ids.join() !== this.#zoneIds.join()) this.#zoneIds = ids;
  }

  #sortList(key: string): void {
    const isZone = this.#items.get(key)?.kind === 'zone';
    if (key !== NO_ZONE && !isZone) {
      this.#lists.delete(key);
      return this.#sortList(NO_ZONE);
    }
    const members = key === NO_ZONE ? this.#homeless() : (this.#buckets.get(key) ?? []);
    const items = [...members].map((id) => this.#items.get(id)).filter((item): item is Placed => isPlaced(item));
    const ids = inReadingOrder(items).map((item) => item.id);
    if (ids.join() !== this.#lists.get(key)?.join()) this.#lists.set(key, ids);
  }

  /** Items in no zone, and those whose zone is gone. */
  *#homeless(): Generator<string> {
    for (const [key, bucket] of this.#buckets) {
      if (this.#items.get(key)?.kind !== 'zone') yield* bucket;
    }
  }
}

function bucketOf(item: Item): string {
  return item.kind === 'zone' ? item.id : (item.zone ?? NO_ZONE);
}

function isPlaced(item: Item | undefined): item is Placed {
  return item !== undefined && item.kind !== 'zone';
}

/** Whether neither place, zone, kind nor outline order differ, so that no list changes. */
function sameSpot(a: Item, b: Item): boolean {
  if (a.kind !== b.kind || a.at[0] !== b.at[0] || a.at[1] !== b.at[1]) return false;
  if (a.kind === 'zone') return b.kind === 'zone' && a.order === b.order;
  return b.kind !== 'zone' && a.zone === b.zone;
}
