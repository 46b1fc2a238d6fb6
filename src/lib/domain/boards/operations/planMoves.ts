import type { BoardView } from '../boardView.ts';
import { boxOf, centreOf } from '../geometry/box.ts';
import type { Move } from '../geometry/moveBeside.ts';
import { placeInTheOpen, placeInZone } from '../geometry/placeCards.ts';
import { zoneAt } from '../geometry/zoneAt.ts';
import { isGroup, withGroups } from '../groups.ts';
import type { Item, Placed, Point, ZoneItem } from '../schema.ts';

/** A new place and the zone that goes with it. For a zone, `zone` is null and means nothing; a group may be `within` another. */
export type Placement = Move & { zone: string | null; within?: string };

/**
 * Where everything lands when `ids` are dragged by (dx, dy). A moved zone takes along what lies in it and the groups
 * within it; a moved card belongs to the topmost zone under its centre, judged after the zones have moved, and a group
 * that was moved alone is within the zone under its centre. Locked items stay.
 */
export function planDrop(board: BoardView, ids: readonly string[], [dx, dy]: Point): Placement[] {
  const asked = ids.flatMap((id) => movable(board.item(id)));
  const zones = withGroups(
    board.zones().filter(({ look }) => !look.locked),
    asked.filter((item) => item.kind === 'zone').map(({ id }) => id),
  );
  const groups = [...zones].flatMap((id) => (asked.some((one) => one.id === id) ? [] : (board.item(id) ?? [])));
  const chosen = [...asked, ...groups];
  const carried = [...zones].flatMap((id) => [...board.itemsIn(id)]);
  const carriedIds = new Set(carried.map((item) => item.id));
  const shift = ({ at }: Item): Point => [at[0] + dx, at[1] + dy];
  const zonesAfter = board.zones().map((zone) => (zones.has(zone.id) ? { ...zone, at: shift(zone) } : zone));
  const alone = chosen.filter((item): item is Placed => item.kind !== 'zone' && !carriedIds.has(item.id));
  return [
    ...chosen
      .filter((item) => item.kind === 'zone')
      .map((item) => ({ id: item.id, at: shift(item), zone: null, ...groundOf(item, { zones, zonesAfter }) })),
    ...carried.map((item) => ({ id: item.id, at: shift(item), zone: item.zone })),
    ...alone.map((item) => {
      const at = shift(item);
      const zone = zoneAt(zonesAfter, centreOf(boxOf({ at, size: item.size })))?.id ?? null;
      return { id: item.id, at, zone };
    }),
  ];
}

/** The zone that a group was dropped in without it. Where there is none, it stays within the one it was in. */
function groundOf(
  group: ZoneItem,
  { zones, zonesAfter }: { zones: ReadonlySet<string>; zonesAfter: readonly ZoneItem[] },
): { within?: string } {
  if (!isGroup(group) || zones.has(group.look.within ?? '')) return {};
  const grounds = zonesAfter.filter((zone) => !isGroup(zone));
  const at = zonesAfter.find(({ id }) => id === group.id)?.at ?? group.at;
  const under = zoneAt(grounds, centreOf(boxOf({ at, size: group.size })));
  return under && under.id !== group.look.within ? { within: under.id } : {};
}

/** Moves items into the free places of a zone, or out into the open below everything when `zone` is null. */
export function planMoveToZone(board: BoardView, ids: readonly string[], zone: string | null): Placement[] {
  const moving = ids
    .flatMap((id) => movable(board.item(id)))
    .filter((item): item is Placed => item.kind !== 'zone' && item.zone !== zone);
  const target = zone === null ? null : board.item(zone);
  if (target?.kind !== 'zone') {
    const places = placeInTheOpen(belowAll(board), { taken: [], count: moving.length });
    return moving.map((item, index) => ({ id: item.id, at: places[index] ?? item.at, zone: null }));
  }
  const taken = board.itemsIn(target.id).map(boxOf);
  const places = placeInZone(boxOf(target), { taken, count: moving.length });
  return moving.map((item, index) => ({ id: item.id, at: places[index] ?? item.at, zone: target.id }));
}

function movable(item: Item | null): Item[] {
  return item && !item.look.locked ? [item] : [];
}

const OPEN_GAP = 40;

/** A place in the open below everything there is. */
export function belowAll(board: BoardView): Point {
  let left = Infinity;
  let bottom = -Infinity;
  for (const item of board.items()) {
    left = Math.min(left, item.at[0]);
    bottom = Math.max(bottom, item.at[1] + item.size[1]);
  }
  return left === Infinity ? [0, 0] : [left, bottom + OPEN_GAP];
}
