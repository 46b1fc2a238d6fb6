import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import { boxOf } from '../geometry/box.ts';
import type { Move } from '../geometry/moveBeside.ts';
import { moveBeside } from '../geometry/moveBeside.ts';
import { placeAtEnd } from '../geometry/placeAtEnd.ts';
import { placeInTheOpen } from '../geometry/placeCards.ts';
import type { NewCard } from '../newItem.ts';
import { keyAfterAll } from '../order.ts';
import type { CardItem, Placed, Point } from '../schema.ts';
import { CARD_SIZE } from '../schema.ts';

const GAP = 12;

/**
 * An empty card that is read directly after `target`, in the same zone, and the moves that make room for it. It takes
 * the target's type: whoever lists needs goes on listing needs. Null when the target is gone or is a zone.
 */
export function planCardBelow(
  board: BoardView,
  { target, by }: { target: string; by: string },
  { now, newId }: Surroundings,
): { card: NewCard; moves: Move[] } | null {
  const above = board.item(target);
  if (!above || above.kind === 'zone') return null;
  const zone = above.zone !== null && board.item(above.zone)?.kind === 'zone' ? above.zone : null;
  const siblings = board.itemsIn(zone);
  const card: NewCard = {
    id: newId(),
    by,
    made: now(),
    at: freePlace(board, above, zone),
    z: keyAfterAll([...board.items()].map((item) => item.z)),
    type: above.look.type ?? 'idea',
    text: '',
    zone,
  };
  const order = moveBeside([...siblings, asPlaced(card)], { id: card.id, side: 'after', target });
  const own = order.find((move) => move.id === card.id);
  return { card: { ...card, at: own?.at ?? card.at }, moves: order.filter((move) => move.id !== card.id) };
}

function freePlace(board: BoardView, above: Placed, zone: string | null): Point {
  const around = zone === null ? null : board.item(zone);
  const start: Point = [above.at[0], above.at[1] + above.size[1] + GAP];
  const places = around
    ? placeAtEnd(boxOf(around), board.itemsIn(zone), 1)
    : placeInTheOpen(start, { taken: board.itemsIn(null).map(boxOf), count: 1 });
  return places[0] ?? start;
}

function asPlaced({ id, by, made, at, z, type, text, zone }: NewCard): CardItem {
  return { id, by, made, at, z, text, zone, kind: 'card', size: CARD_SIZE, look: { type }, tags: [] };
}
