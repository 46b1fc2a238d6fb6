import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import { boxOf } from '../geometry/box.ts';
import { placeInTheOpen, placeInZone } from '../geometry/placeCards.ts';
import { zoneAt } from '../geometry/zoneAt.ts';
import type { NewCard } from '../newItem.ts';
import { keyAfterAll } from '../order.ts';
import type { CardType, Point } from '../schema.ts';
import { CARD_SIZE } from '../schema.ts';

export interface CardDraft {
  texts: readonly string[];
  type: CardType;
  by: string;
  /** In a zone's next free places, or from a point on the board (its zone is found by geometry). */
  where: { zone: string } | { point: Point };
}

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
  if ('zone' in where) {
    const zone = board.item(where.zone);
    if (zone?.kind === 'zone') {
      return { zone: zone.id, places: placeInZone(boxOf(zone), { taken: board.itemsIn(zone.id).map(boxOf), count }) };
    }
  }
  const start: Point = 'point' in where ? where.point : [0, 0];
  const centre: Point = [start[0] + CARD_SIZE[0] / 2, start[1] + CARD_SIZE[1] / 2];
  const zone = zoneAt(board.zones(), centre)?.id ?? null;
  if (count === 1) return { zone, places: [start] };
  return { zone, places: placeInTheOpen(start, { taken: board.itemsIn(zone).map(boxOf), count }) };
}
