import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import type { NewZone } from '../newItem.ts';
import { keyAfterAll, keyBetween, newRun } from '../order.ts';
import type { Colour, Point, Size } from '../schema.ts';
import { COLOURS, ZONE_SIZE } from '../schema.ts';

const GUTTER = 40;

/** A new, untitled zone: at the point given, else to the right of the last one; last in the outline, under all cards. */
export function planNewZone(
  board: BoardView,
  { by, at, size = ZONE_SIZE, title = '' }: { by: string; at?: Point; size?: Size; title?: string },
  { now, newId }: Surroundings,
): NewZone {
  const zones = board.zones();
  return {
    id: newId(),
    by,
    made: now(),
    at: at ?? besideLast(board),
    size,
    z: keyAfterAll([...board.items()].map((item) => item.z)),
    colour: colourFor(zones.length),
    title,
    prompt: '',
    order: keyAfterAll(zones.map((zone) => zone.order)),
  };
}

/** New outline keys that put a zone one place earlier or later; empty when it is at that end already. */
export function planZoneStep(board: BoardView, id: string, step: -1 | 1): { id: string; order: string }[] {
  const zones = board.zones();
  const from = zones.findIndex((zone) => zone.id === id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= zones.length) return [];
  const rest = zones.filter((zone) => zone.id !== id);
  const key = keyBetween(rest[to - 1]?.order ?? null, rest[to]?.order ?? null);
  if (key !== null) return [{ id, order: key }];
  const ids = rest.map((zone) => zone.id);
  ids.splice(to, 0, id);
  return newRun(ids.length).flatMap((order, index) => (ids[index] ? [{ id: ids[index], order }] : []));
}

function besideLast(board: BoardView): Point {
  const last = board.zones().at(-1);
  return last ? [last.at[0] + last.size[0] + GUTTER, last.at[1]] : [0, 0];
}

function colourFor(index: number): Colour {
  return COLOURS[index % COLOURS.length] ?? 'slate';
}
