import type { BoardView } from '../boardView.ts';
import type { OnAxes } from '../geometry/axes.ts';
import { bandsAt, bandsOf, isSameGrid, placesOnAxes, readAxes } from '../geometry/axes.ts';
import type { Axes, Axis, Band } from '../geometry/axis.ts';
import { BANDS } from '../geometry/axis.ts';
import { boxOf } from '../geometry/box.ts';
import type { Item, Placed, ZoneItem } from '../schema.ts';
import { groupable } from './planGroups.ts';
import type { Placement } from './planMoves.ts';

/** Two axes of a board: one zone has them, or several stand for their parts. */
export interface Grid {
  axes: Axes;
  zones: readonly ZoneItem[];
  /** What can be said on each, low first. */
  bands: { x: readonly Band[]; y: readonly Band[] };
}

/** The grids of a board whose zones these are, in their order. */
export function gridsOn(zonesThere: readonly ZoneItem[]): Grid[] {
  const grids: { axes: Axes; zones: ZoneItem[] }[] = [];
  for (const zone of zonesThere) {
    const axes = readAxes(zone.look.axes);
    if (!axes) continue;
    const grid = grids.find((one) => isSameGrid(one.axes, axes));
    if (grid) grid.zones.push(zone);
    else grids.push({ axes, zones: [zone] });
  }
  return grids.map(({ axes, zones }) => {
    const said = (pick: (of: Axes) => Axis) => {
      const all = new Set(zones.flatMap(({ look }) => axesBands(look.axes, pick)));
      return BANDS.filter((band) => all.has(band));
    };
    return { axes, zones, bands: { x: said(({ x }) => x), y: said(({ y }) => y) } };
  });
}

function axesBands(value: unknown, pick: (of: Axes) => Axis): readonly Band[] {
  const axes = readAxes(value);
  return axes ? bandsOf(pick(axes)) : [];
}

/** The axes of the zone something lies in, and what they say of it; null where there are none. */
export function valuesOf(item: Item, zoneOf: (item: Placed) => Item | null): { axes: Axes; on: OnAxes } | null {
  const zone = item.kind === 'zone' ? null : zoneOf(item);
  const axes = zone?.kind === 'zone' ? readAxes(zone.look.axes) : null;
  return zone && axes && { axes, on: bandsAt(axes, boxOf(zone), boxOf(item)) };
}

/**
 * Puts things where the axes say this of them: in the zone they lie in where that covers it, else in the first that
 * does. What is read of them afterwards is what was said.
 */
export function planOnAxes(
  board: BoardView,
  ids: readonly string[],
  { grid, on }: { grid: Grid; on: OnAxes },
): Placement[] {
  const items = groupable(board, ids);
  const moving = new Set(items.map(({ id }) => id));
  const covering = grid.zones.filter((zone) => {
    const axes = readAxes(zone.look.axes);
    return axes && bandsOf(axes.x).includes(on.x) && bandsOf(axes.y).includes(on.y);
  });
  const zone = covering.find(({ id }) => items.every((item) => item.zone === id)) ?? covering[0];
  const axes = zone && readAxes(zone.look.axes);
  if (!zone || !axes) return [];
  const taken = board.itemsIn(zone.id).filter(({ id }) => !moving.has(id));
  const sizes = items.map(({ size }) => size);
  const places = placesOnAxes(axes, boxOf(zone), { on, sizes, taken: taken.map(boxOf) });
  return items.map((item, index) => ({ id: item.id, at: places?.[index] ?? item.at, zone: zone.id }));
}
