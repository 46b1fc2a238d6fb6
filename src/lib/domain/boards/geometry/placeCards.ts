import type { Point, Size } from '../schema.ts';
import { CARD_SIZE } from '../schema.ts';
import type { Box } from './box.ts';
import { overlaps } from './box.ts';

/** Room for a zone's title and two lines of prompt, in units; in a low zone for the title and one line. */
const ZONE_HEAD = 98;
const LOW_ZONE_HEAD = 64;
export const ZONE_EDGE = 18;
const GAP = 12;
/** How far each further card is shifted when the zone is full, so that it can still be seen and picked up. */
const CASCADE = 16;

/** How many new items of what size, and which boxes are taken already. */
export interface Placing {
  taken: readonly Box[];
  count: number;
  size?: Size;
}

/**
 * Where to put `count` new cards in a zone: the first free places of its grid, row by row; then beside and below what
 * people have put down off the grid. When the zone is full the rest overlap its last place, each shifted a little.
 */
export function placeInZone(zone: Box, { taken, count, size = CARD_SIZE }: Placing): Point[] {
  const [w, h] = size;
  const slots = slotsOf(zone, size);
  const last = slots.at(-1) ?? [zone.x + ZONE_EDGE, zone.y + headOf(zone, h)];
  const blocked = [...taken];
  const places: Point[] = [];
  const isFree = ([x, y]: Point): boolean => !blocked.some((other) => overlaps({ x, y, w, h }, other));
  let full = false;
  for (let extra = 1; places.length < count;) {
    const place: Point | undefined = full
      ? undefined
      : (slots.find(isFree) ?? gapsIn(zone, blocked, size).find(isFree));
    full ||= place === undefined;
    const [x, y] = place ?? cascade(zone, last, taken.length + extra++);
    places.push([x, y]);
    blocked.push({ x, y, w, h });
  }
  return places;
}

/** Where to put `count` new cards outside any zone: a grid beginning at `start`, past whatever lies there. */
export function placeInTheOpen(start: Point, { taken, count, size = CARD_SIZE }: Placing): Point[] {
  const columns = Math.min(4, count);
  const places: Point[] = [];
  for (let slot = 0; places.length < count; slot++) {
    const x = start[0] + (slot % columns) * (size[0] + GAP);
    const y = start[1] + Math.floor(slot / columns) * (size[1] + GAP);
    if (!taken.some((other) => overlaps({ x, y, w: size[0], h: size[1] }, other))) places.push([x, y]);
  }
  return places;
}

/** The places of a zone's grid where nothing lies, row by row. */
export function freeSlots(zone: Box, taken: readonly Box[], size: Size = CARD_SIZE): Point[] {
  const [w, h] = size;
  return slotsOf(zone, size).filter(([x, y]) => !taken.some((other) => overlaps({ x, y, w, h }, other)));
}

function slotsOf(zone: Box, [w, h]: Size): Point[] {
  const columns = Math.max(1, Math.floor((zone.w - 2 * ZONE_EDGE + GAP) / (w + GAP)));
  const head = headOf(zone, h);
  const rows = Math.max(1, Math.floor((zone.h - head - ZONE_EDGE + GAP) / (h + GAP)));
  return Array.from({ length: columns * rows }, (_, slot): Point => {
    const column = slot % columns;
    const row = Math.floor(slot / columns);
    return [zone.x + ZONE_EDGE + column * (w + GAP), zone.y + head + row * (h + GAP)];
  });
}

/** How much of a zone is kept for its words, so that one row of things this high still fits below. */
export function headOf(zone: Box, h: number): number {
  return Math.max(LOW_ZONE_HEAD, Math.min(ZONE_HEAD, zone.h - ZONE_EDGE - h));
}

/** Places in a zone that begin where another thing begins or ends, row by row. */
function gapsIn(zone: Box, taken: readonly Box[], [w, h]: Size): Point[] {
  const lefts = new Set([zone.x + ZONE_EDGE, ...taken.map((box) => box.x + box.w + GAP)]);
  const head = headOf(zone, h);
  const tops = new Set([zone.y + head, ...taken.flatMap((box) => [box.y, box.y + box.h + GAP])]);
  const fits = (from: number, length: number, [start, end]: Point): boolean => from >= start && from + length <= end;
  const across = [...lefts].filter((x) => fits(x, w, [zone.x + ZONE_EDGE, zone.x + zone.w - ZONE_EDGE]));
  const down = [...tops].filter((y) => fits(y, h, [zone.y + head, zone.y + zone.h - ZONE_EDGE]));
  across.sort((a, b) => a - b);
  down.sort((a, b) => a - b);
  return down.flatMap((y) => across.map((x): Point => [x, y]));
}

/** Up and to the left of a full zone's last place, round again at the zone's edge, so that every card stays inside. */
function cascade(zone: Box, [x, y]: Point, nth: number): Point {
  return [x - ((nth * CASCADE) % (x - zone.x)), y - ((nth * (CASCADE - 4)) % (y - zone.y))];
}
