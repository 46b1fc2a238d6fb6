import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import { boxOf } from '../geometry/box.ts';
import { placeAtEnd } from '../geometry/placeAtEnd.ts';
import { placeInTheOpen, placeInZone } from '../geometry/placeCards.ts';
import { zoneAt } from '../geometry/zoneAt.ts';
import type { NewCard } from '../newItem.ts';
import { keyAfterAll } from '../order.ts';
import type { CardType, Point } from '../schema.ts';
import { CARD_SIZE } from '../schema.ts';
import { belowAll } from './planMoves.ts';

export interface CardDraft {
  texts: readonly string[];
  type: CardType;
  by: string;
  where: Where;
}

/**
 * `zone`: in its next free places. `point`: one card exactly there, several in the free places of the zone there.
 * `endOf`: so that they are read last in that zone, or outside all zones.
 */
export type Where = { zone: string } | { point: Point } | { endOf: string | null };

/** New cards in free places, on top of the stack. A zone that is gone puts them in the open. */
export function planNewCards(board: BoardView, draft: CardDraft, { now, newId }: Surroundings): NewCard[] {
  const { zone, places } = findPlaces(board, draft);
  let z = keyAfterAll([...board.items()].map((item) => item.z));
  return draft.texts.map((text, index) => {
    const at = places[index] ?? [0, 0];
    const card = { id: newId(), by: draft.by, made: now(), at, z, type: draft.type, text, zone };
    z = keyAfterAll([z]);
    return card;
  });
}

function findPlaces(board: BoardView, { where, texts }: CardDraft): { zone: string | null; places: Point[] } {
  const count = texts.length;
  if ('endOf' in where) return atEnd(board, where.endOf, count);
  const point: Point = 'point' in where ? where.point : [0, 0];
  const zone = 'zone' in where ? board.item(where.zone) : zoneAt(board.zones(), centreOfCard(point));
  if (count === 1 && 'point' in where) return { zone: zone?.id ?? null, places: [point] };
  if (zone?.kind === 'zone') {
    return { zone: zone.id, places: placeInZone(boxOf(zone), { taken: board.itemsIn(zone.id).map(boxOf), count }) };
  }
  return { zone: null, places: placeInTheOpen(point, { taken: [...board.items()].map(boxOf), count }) };
}

function atEnd(board: BoardView, id: string | null, count: number): { zone: string | null; places: Point[] } {
  const zone = id === null ? null : board.item(id);
  if (zone?.kind === 'zone') return { zone: zone.id, places: placeAtEnd(boxOf(zone), board.itemsIn(zone.id), count) };
  return { zone: null, places: placeInTheOpen(belowAll(board), { taken: [], count }) };
}

function centreOfCard([x, y]: Point): Point {
  return [x + CARD_SIZE[0] / 2, y + CARD_SIZE[1] / 2];
}
