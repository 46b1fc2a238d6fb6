import * as Y from 'yjs';
import type { BoardChange } from './boardChange.ts';
import { describe } from './boardChange.ts';
import { inReadingOrder, zonesInOrder } from './geometry/readingOrder.ts';
import type { Move } from './geometry/moveBeside.ts';
import type { NewCard, NewConnector, NewDrawing, NewZone } from './newItem.ts';
import { cardMap, connectorMap, drawingMap, plainEnd, zoneMap } from './newItem.ts';
import { readConnector, readItem } from './readItem.ts';
import { plainText } from './readValue.ts';
import type { Connector, ConnectorEnd, Item, Look, Placed, Point, Size, TextAddress, ZoneItem } from './schema.ts';
import { BOARD_FORMAT, MAX_ALT } from './schema.ts';
import type { SharedDocument } from './sharedDocument.ts';
import type { TextChange } from './textChange.ts';
import { cutText, fitChange } from './textChange.ts';
import { UndoStack } from './undoStack.ts';

/**
 * Marks whose edit a transaction is. Make one object per editor and keep it: undo takes back only edits made with
 * the same object, and listeners tell their own edits from others' by identity.
 */
export interface Origin {
  /** Actor id, or null for the server. */
  readonly by: string | null;
}

type DeepObserver = Parameters<Y.Map<unknown>['observeDeep']>[0];

/**
 * A board's content. All reading is checked as strangers' input, all writing goes through the named operations here:
 * each is one transaction with one origin. An operation on an item that is gone does nothing.
 */
export class BoardDoc {
  #doc: SharedDocument;
  #items: Y.Map<unknown>;

  constructor(doc: SharedDocument) {
    this.#doc = doc;
    this.#items = doc.getMap('items');
  }

  /** Several operations as one change: everyone gets all of it at once, and one undo takes it back. */
  asOne(operations: () => void, origin: Origin): void {
    this.#change(origin, operations);
  }

  /** Marks an empty document as a board of this format. Servers call it once, when they create the document. */
  initialise(): void {
    this.#doc.getMap('meta').set('format', BOARD_FORMAT);
  }

  /** How many entries there are, readable or not. */
  get count(): number {
    return this.#items.size;
  }

  /** Whether something is under this id or was, as far as the document's history reaches. */
  knows(id: string): boolean {
    return this.#items._map.has(id);
  }

  item(id: string): Item | null {
    const map = this.#items.get(id);
    return map === undefined ? null : readItem(id, map);
  }

  /** Every readable item, in no particular order. */
  *items(): Generator<Item> {
    for (const [id, map] of this.#items.entries()) {
      const item = readItem(id, map);
      if (item) yield item;
    }
  }

  connector(id: string): Connector | null {
    const map = this.#items.get(id);
    return map === undefined ? null : readConnector(id, map);
  }

  /** Every readable connector, in no particular order, whether or not what it connects is there. */
  *connectors(): Generator<Connector> {
    for (const [id, map] of this.#items.entries()) {
      const connector = readConnector(id, map);
      if (connector) yield connector;
    }
  }

  /** Zones in the order of the outline. */
  zones(): ZoneItem[] {
    return zonesInOrder([...this.items()].filter((item) => item.kind === 'zone'));
  }

  /** What lies in a zone, in reading order; with null, what lies in none (a zone that is gone counts as none). */
  itemsIn(zone: string | null): Placed[] {
    const items = [...this.items()];
    const zones = new Set(items.filter((item) => item.kind === 'zone').map((item) => item.id));
    const zoneOf = (item: Placed) => (item.zone !== null && zones.has(item.zone) ? item.zone : null);
    return inReadingOrder(items.filter((item): item is Placed => item.kind !== 'zone' && zoneOf(item) === zone));
  }

  addCards(cards: readonly NewCard[], origin: Origin): void {
    this.#change(origin, () => {
      for (const card of cards) this.#items.set(card.id, cardMap(card));
    });
  }

  addZone(zone: NewZone, origin: Origin): void {
    this.#change(origin, () => this.#items.set(zone.id, zoneMap(zone)));
  }

  addDrawings(drawings: readonly NewDrawing[], origin: Origin): void {
    this.#change(origin, () => {
      for (const drawing of drawings) this.#items.set(drawing.id, drawingMap(drawing));
    });
  }

  addConnectors(connectors: readonly NewConnector[], origin: Origin): void {
    this.#change(origin, () => {
      for (const connector of connectors) this.#items.set(connector.id, connectorMap(connector));
    });
  }

  /** Puts the ends of a connector elsewhere; what is not given stays. */
  reconnect(id: string, ends: { from?: ConnectorEnd; to?: ConnectorEnd }, origin: Origin): void {
    this.#change(origin, () => {
      if (ends.from) this.#map(id)?.set('from', plainEnd(ends.from));
      if (ends.to) this.#map(id)?.set('to', plainEnd(ends.to));
    });
  }

  /** Replaces the tags of cards. */
  tag(tags: readonly { id: string; tags: readonly string[] }[], origin: Origin): void {
    this.#change(origin, () => {
      for (const { id, tags: words } of tags) {
        if (words.length === 0) this.#map(id)?.delete('tags');
        else this.#map(id)?.set('tags', [...words]);
      }
    });
  }

  /** Says in words what a picture, shape or drawing shows. */
  describe(id: string, words: string, origin: Origin): void {
    this.#change(origin, () => this.#map(id)?.set('alt', cutText(words, MAX_ALT)));
  }

  /** Puts items in new places. Their zone stays what it is; a zone takes what lies in it along only if it is listed. */
  move(moves: readonly Move[], origin: Origin): void {
    this.#change(origin, () => {
      for (const { id, at } of moves) this.#map(id)?.set('at', [...at]);
    });
  }

  /** Puts items in new places and says which zone each belongs to now; of a group, which zone it is within. */
  place(moves: readonly (Move & { zone: string | null; within?: string })[], origin: Origin): void {
    this.#change(origin, () => {
      for (const { id, at, zone, within } of moves) {
        const map = this.#map(id);
        if (!map) continue;
        map.set('at', [...at]);
        if (within !== undefined) map.set('look', { ...this.#rawLook(id), within });
        if (zone === null) map.delete('zone');
        else if (map.get('zone') !== zone) map.set('zone', zone);
      }
    });
  }

  resize(id: string, { at, size }: { at: Point; size: Size }, origin: Origin): void {
    this.#change(origin, () => {
      this.#map(id)?.set('at', [...at]);
      this.#map(id)?.set('size', [...size]);
    });
  }

  /** Changes rarely changed properties; those not named in `patch` stay, those given as undefined go. */
  restyle(ids: readonly string[], patch: Look, origin: Origin): void {
    this.#change(origin, () => {
      for (const id of ids) this.#map(id)?.set('look', withoutUndefined({ ...this.#rawLook(id), ...patch }));
    });
  }

  /** Gives items new places in the stack; keys come from `order.ts`. */
  restack(keys: readonly { id: string; z: string }[], origin: Origin): void {
    this.#change(origin, () => {
      for (const { id, z } of keys) this.#map(id)?.set('z', z);
    });
  }

  /** Gives zones new places in the outline. */
  reorderZones(keys: readonly { id: string; order: string }[], origin: Origin): void {
    this.#change(origin, () => {
      for (const { id, order } of keys) this.#map(id)?.set('order', order);
    });
  }

  /** Removes items. Items of a removed zone stay and belong to none. */
  remove(ids: readonly string[], origin: Origin): void {
    this.#change(origin, () => {
      for (const id of ids) this.#items.delete(id);
    });
  }

  /** The words at an address; empty when there are none. */
  textAt(address: TextAddress): string {
    return this.#text(address)?.toString() ?? '';
  }

  /** Applies one replacement. Positions outside the text are cut to it; half an emoji is never left behind. */
  editText(address: TextAddress, change: TextChange, origin: Origin): void {
    this.#change(origin, () => {
      const text = this.#text(address) ?? this.#makeText(address);
      if (!text) return;
      const { at, remove, insert } = fitChange(plainText(text), change);
      if (remove > 0) text.delete(at, remove);
      if (insert !== '') text.insert(at, insert);
    });
  }

  /**
   * A caret that stays with its neighbour while others type, as base64; null when there is no such text. What is put in
   * right there comes before it; with `after`, it stays with the letter before it, and that comes after.
   */
  caretAt(address: TextAddress, index: number, side: 'before' | 'after' = 'before'): string | null {
    const text = this.#text(address);
    if (!text) return null;
    const at = Math.min(index, text.length);
    const position = Y.createRelativePositionFromTypeIndex(text, at, side === 'after' ? -1 : 0);
    return btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
  }

  /** Where such a caret stands now; null when its text is gone or the bytes make no sense. */
  caretIndex(address: TextAddress, caret: string): number | null {
    try {
      const bytes = Uint8Array.from(atob(caret), (letter) => letter.charCodeAt(0));
      const place = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), this.#doc);
      return place && place.type === this.#text(address) ? place.index : null;
    } catch {
      return null; // somebody else's presence: strangers' input
    }
  }

  /** Calls back after every transaction that touched items. Returns how to stop. */
  onChange(listener: (change: BoardChange) => void): () => void {
    const observer: DeepObserver = (events, transaction) => {
      const change = describe(events, transaction);
      if (change) listener(change);
    };
    this.#items.observeDeep(observer);
    return () => this.#items.unobserveDeep(observer);
  }

  undoStack(origin: Origin): UndoStack {
    return new UndoStack(this.#items, origin);
  }

  #change(origin: Origin, operation: () => void): void {
    this.#doc.transact(operation, origin);
  }

  #map(id: string): Y.Map<unknown> | null {
    const map = this.#items.get(id);
    return map instanceof Y.Map ? map : null;
  }

  #rawLook(id: string): object {
    const look: unknown = this.#map(id)?.get('look');
    return typeof look === 'object' && look !== null ? look : {};
  }

  #text({ item, field }: TextAddress): Y.Text | null {
    const text = this.#map(item)?.get(field);
    return text instanceof Y.Text ? text : null;
  }

  #makeText({ item, field }: TextAddress): Y.Text | null {
    const map = this.#map(item);
    if (!map) return null;
    const text = new Y.Text();
    map.set(field, text);
    return text;
  }
}

function withoutUndefined(look: object): object {
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
}
