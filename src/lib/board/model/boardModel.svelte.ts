import type { BoardChange } from '$lib/domain/boards/boardChange';
import type { BoardDoc } from '$lib/domain/boards/boardDoc';
import type { BoardView } from '$lib/domain/boards/boardView';
import { zonesInOrder } from '$lib/domain/boards/geometry/readingOrder';
import type { Connector, Item, ZoneItem } from '$lib/domain/boards/schema';
import { ConnectorModel } from './connectorModel.svelte';
import { Entries } from './entries.svelte';
import type { Listing } from './readingLists';
import { ReadingLists } from './readingLists';
import { viewOf } from './viewOf';

/** A change, and the items it removed as they were last seen. */
export type ModelListener = (change: BoardChange, gone: ReadonlyMap<string, Item>) => void;

/** Key of the list of items that lie in no zone. */
const NO_ZONE = '';
/** Items share bells: enough that an edit seldom wakes a reader of another of some hundred on screen. */
const ITEM_BELLS = 1_024;

/**
 * The board as the screen reads it: one reactive entry per item, one reactive list per zone. A change touches only
 * the entries and lists it is about, so that ten thousand cards cost nothing while one of them is typed in.
 */
export class BoardModel {
  /** The same for the planning rules. Reading it binds nobody. */
  readonly view: BoardView = viewOf(this);
  #board: BoardDoc;
  #items = new Entries<Item>(ITEM_BELLS);
  /** Ids of what says it lies in a zone, whether or not that zone is there. */
  #members = new Map<string, Set<string>>();
  #lists = new ReadingLists();
  #zones = new Set<string>();
  #zoneIds = $state.raw<readonly string[]>([]);
  #connectors = new ConnectorModel();
  #listeners = new Set<ModelListener>();
  #stop: () => void;

  constructor(board: BoardDoc) {
    this.#board = board;
    const items = [...board.items()];
    for (const item of items) this.#put(item);
    this.#sortZones();
    this.#lists.take(items.map((item) => this.#listingOf(item.id)));
    for (const connector of board.connectors()) this.#connectors.take(connector.id, connector);
    this.#stop = board.onChange((change) => this.#apply(change));
  }

  /** Reactive: the item, or null when it is gone. */
  item(id: string): Item | null {
    return this.#items.get(id) ?? null;
  }

  /** The item as it is now, without being told of changes. */
  peek(id: string): Item | null {
    return this.#items.peek(id) ?? null;
  }

  /** Every item as it is now, in no particular order, without being told of changes. */
  *peekAll(): Generator<Item> {
    for (const [, item] of this.#items.peekAll()) yield item;
  }

  /** Reactive: every id, in no particular order. Depends on coming and going, not on changes. */
  get ids(): Iterable<string> {
    return this.#items.keys;
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
    return this.#lists.idsIn(zone ?? NO_ZONE);
  }

  /** Reactive: how many cards lie in a zone. */
  cardsIn(zone: string | null): number {
    return this.idsIn(zone).reduce((sum, id) => sum + (this.#items.peek(id)?.kind === 'card' ? 1 : 0), 0);
  }

  /** Reactive: the connector, or null when it is gone. */
  connector(id: string): Connector | null {
    return this.#connectors.get(id);
  }

  /** Reactive: ids of all connectors both of whose ends are there. */
  get connectorIds(): readonly string[] {
    return this.#connectors.ids.filter((id) => this.#isWhole(id));
  }

  /** Reactive: ids of the connectors of an item that lead somewhere. */
  connectorsAt(item: string): readonly string[] {
    return this.#connectors.at(item).filter((id) => this.#isWhole(id));
  }

  /** Reactive: the zone an item lies in now; null when that zone is gone. */
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
    const moved = new Set<string>();
    const gone = new Map<string, Item>();
    let zonesChanged = false;
    for (const id of change.touched) {
      const was = this.#items.peek(id);
      const item = this.#board.item(id);
      if (!was && !item) this.#connectors.take(id, this.#board.connector(id));
      if (was && item && sameSpot(was, item)) {
        this.#items.set(id, item);
        continue;
      }
      if (was) this.#leave(was);
      if (item) this.#put(item);
      else if (was) {
        this.#items.delete(id);
        gone.set(id, was);
      }
      if (was || item) moved.add(id);
      const isZone = [was?.kind === 'zone', item?.kind === 'zone'];
      zonesChanged ||= isZone.includes(true);
      // What lies in a zone that came or went is listed elsewhere from now on.
      if (isZone[0] !== isZone[1]) for (const member of this.#members.get(id) ?? []) moved.add(member);
    }
    if (zonesChanged) this.#sortZones();
    this.#lists.take([...moved].map((id) => this.#listingOf(id)));
    for (const listener of this.#listeners) listener(change, gone);
  }

  #isWhole(id: string): boolean {
    const connector = this.#connectors.get(id);
    if (!connector) return false;
    return [connector.from, connector.to].every((end) => 'at' in end || this.#items.has(end.item));
  }

  #put(item: Item): void {
    this.#items.set(item.id, item);
    if (item.kind === 'zone') this.#zones.add(item.id);
    else if (item.zone !== null) {
      const members = this.#members.get(item.zone) ?? new Set();
      this.#members.set(item.zone, members.add(item.id));
    }
  }

  #leave(item: Item): void {
    if (item.kind === 'zone') this.#zones.delete(item.id);
    else if (item.zone !== null) this.#members.get(item.zone)?.delete(item.id);
  }

  /** Where an item is to be listed now. Zones are listed apart. */
  #listingOf(id: string): Listing {
    const item = this.#items.peek(id);
    if (!item || item.kind === 'zone') return { id, at: [0, 0], list: null };
    const isInZone = item.zone !== null && this.#zones.has(item.zone);
    return { id, at: item.at, list: isInZone ? item.zone : NO_ZONE };
  }

  #sortZones(): void {
    const zones = [...this.#zones].map((id) => this.#items.peek(id)).filter((item) => item?.kind === 'zone');
    const ids = zonesInOrder(zones).map((zone) => zone.id);
    if (ids.join() !== this.#zoneIds.join()) this.#zoneIds = ids;
  }
}

/** Whether neither place, zone, kind nor outline order differ, so that no list changes. */
function sameSpot(a: Item, b: Item): boolean {
  if (a.kind !== b.kind || a.at[0] !== b.at[0] || a.at[1] !== b.at[1]) return false;
  if (a.kind === 'zone') return b.kind === 'zone' && a.order === b.order;
  return b.kind !== 'zone' && a.zone === b.zone;
}
