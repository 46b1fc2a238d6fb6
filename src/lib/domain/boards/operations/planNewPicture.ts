import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import { boxOf } from '../geometry/box.ts';
import { placeInTheOpen, placeInZone } from '../geometry/placeCards.ts';
import { zoneAt } from '../geometry/zoneAt.ts';
import type { NewImage } from '../newItem.ts';
import { keyAfterAll } from '../order.ts';
import type { Point, Size } from '../schema.ts';
import { belowAll } from './planMoves.ts';
import type { Where } from './planNewCards.ts';

export interface PictureDraft {
  file: string;
  alt: string;
  size: Size;
  by: string;
  /** A point is where its middle comes to lie. */
  where: Where;
}

/** A new picture on top of the stack: with its middle at a point, or in a free place of a zone, or below everything. */
export function planNewPicture(board: BoardView, draft: PictureDraft, { now, newId }: Surroundings): NewImage {
  const { file, alt, size, by, where } = draft;
  const z = keyAfterAll([...board.items()].map((item) => item.z));
  return { kind: 'image', id: newId(), by, made: now(), z, file, alt, size, ...placeFor(board, where, size) };
}

function placeFor(board: BoardView, where: Where, size: Size): { at: Point; zone: string | null } {
  if ('point' in where) {
    const [x, y] = where.point;
    const at: Point = [Math.round(x - size[0] / 2), Math.round(y - size[1] / 2)];
    return { at, zone: zoneAt(board.zones(), where.point)?.id ?? null };
  }
  const id = 'zone' in where ? where.zone : where.endOf;
  const zone = id === null ? null : board.item(id);
  if (zone?.kind === 'zone') {
    const taken = board.itemsIn(zone.id).map(boxOf);
    const [at = zone.at] = placeInZone(boxOf(zone), { taken, count: 1, size });
    return { at, zone: zone.id };
  }
  const start = belowAll(board);
  const [at = start] = placeInTheOpen(start, { taken: [], count: 1, size });
  return { at, zone: null };
}
