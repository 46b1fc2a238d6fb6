import { nanoid } from 'nanoid';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';

const MADE = '2026-01-01T00:00:00.000Z';

/** What somebody asks for who has nothing yet. */
export const NOTHING = Y.encodeStateVector(new Y.Doc());

/** A board with so many new cards, as an update. */
export function cardsUpdate(count: number): Uint8Array {
  const doc = new Y.Doc();
  const cards = Array.from({ length: count }, (_, nth) => {
    const place = { id: nanoid(), at: [(nth % 5) * 200, 0] as const, z: 'a0', zone: null };
    return { ...place, by: null, made: MADE, type: 'idea', text: `What would help most, number ${nth}` } as const;
  });
  new BoardDoc(doc).addCards(cards, { by: null });
  return Y.encodeStateAsUpdate(doc);
}

/** How many items there are on a board that came in these updates. */
export function itemsIn(updates: readonly Uint8Array[]): number {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return new BoardDoc(doc).count;
}
