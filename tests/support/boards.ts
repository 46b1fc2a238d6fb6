import fc from 'fast-check';
import * as Y from 'yjs';
import type { Origin } from '../../src/lib/domain/boards/boardDoc.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { NewCard, NewConnector, NewDrawing, NewShape, NewZone } from '../../src/lib/domain/boards/newItem.ts';
import { keyAfterAll } from '../../src/lib/domain/boards/order.ts';
import type { CardItem, ZoneItem } from '../../src/lib/domain/boards/schema.ts';
import type { Surroundings } from '../../src/lib/domain/shared/surroundings.ts';

export const ANA: Origin = { by: 'ana' };
export const BEN: Origin = { by: 'ben' };
export const NOON = '2026-11-24T12:00:00.000Z';

/** A clock that stands still and ids that count. */
export function surroundings(prefix = 'id'): Surroundings {
  let next = 0;
  return { now: () => NOON, newId: () => `${prefix}-${next++}` };
}

export function newCard(card: Partial<NewCard> = {}): NewCard {
  return { id: 'card', by: 'ana', made: NOON, at: [0, 0], z: 'a0', type: 'idea', text: '', zone: null, ...card };
}

export function newZone(zone: Partial<NewZone> = {}): NewZone {
  const common = { id: 'zone', by: 'ana', made: NOON, at: [0, 0], size: [572, 440], z: 'a0' } as const;
  return { ...common, colour: 'blue', title: 'Needs', prompt: '', order: 'a0', ...zone };
}

export function newShape(shape: Partial<NewShape> = {}): NewShape {
  const common = { id: 'shape', by: 'ana', made: NOON, at: [0, 0], size: [160, 112], z: 'a0', zone: null } as const;
  return { ...common, kind: 'shape', shape: 'ellipse', ...shape };
}

/** A line from one item to another. */
export function newConnector(from: string, to: string, connector: Partial<NewConnector> = {}): NewConnector {
  const ends = { from: { item: from, side: null }, to: { item: to, side: null }, ends: 'arrow' } as const;
  return { id: 'line', by: 'ana', made: NOON, z: 'a0', ...ends, ...connector };
}

/** A card as it is read, for rules that take plain values. */
export function cardItem(card: Partial<CardItem> = {}): CardItem {
  const common = { id: 'card', kind: 'card', by: 'ana', made: NOON, at: [0, 0], size: [164, 112], z: 'a0' } as const;
  return { ...common, look: { type: 'idea' }, zone: null, text: '', tags: [], ...card };
}

export function zoneItem(zone: Partial<ZoneItem> = {}): ZoneItem {
  const common = { id: 'zone', kind: 'zone', by: 'ana', made: NOON, at: [0, 0], size: [572, 440], z: 'a0' } as const;
  return { ...common, look: { colour: 'blue' }, text: 'Needs', prompt: '', order: 'a0', ...zone };
}

interface Content {
  zones?: Partial<NewZone>[];
  cards?: Partial<NewCard>[];
  drawings?: NewDrawing[];
  connectors?: NewConnector[];
}

/** A board in a document of its own, with what is given on it. Keys of the stack and the outline are made in order. */
export function board({ zones = [], cards = [], drawings = [], connectors = [] }: Content = {}): {
  doc: Y.Doc;
  board: BoardDoc;
} {
  const doc = new Y.Doc();
  const made = new BoardDoc(doc);
  made.initialise();
  let key: string | null = null;
  const nextKey = () => (key = keyAfterAll(key === null ? [] : [key]));
  for (const zone of zones) {
    const order = nextKey();
    made.addZone(newZone({ z: order, order, ...zone }), { by: null });
  }
  made.addCards(
    cards.map((card) => newCard({ z: nextKey(), ...card })),
    { by: null },
  );
  made.addDrawings(drawings, { by: null });
  made.addConnectors(connectors, { by: null });
  return { doc, board: made };
}

/** Everything a board holds, for comparing two copies. */
export function contentOf(made: BoardDoc): unknown {
  return { zones: made.zones(), items: [...made.items()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Brings two documents to the same state, as sync would. */
export function exchange(one: Y.Doc, other: Y.Doc): void {
  const forOther = Y.encodeStateAsUpdate(one, Y.encodeStateVector(other));
  const forOne = Y.encodeStateAsUpdate(other, Y.encodeStateVector(one));
  Y.applyUpdate(other, forOther, 'remote');
  Y.applyUpdate(one, forOne, 'remote');
}

/** Words as people type them: plain letters often repeated, and emoji whose halves must stay together. */
export const words = (maxLength = 30) =>
  fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'l', ' '), maxLength }),
    fc.string({ unit: fc.constantFrom('a', '😀', '😁', '🏫', 'é', 'नि', '👩🏽‍⚕️'), maxLength }),
    fc.string({ unit: 'binary', maxLength }),
  );
