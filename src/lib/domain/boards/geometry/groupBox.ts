import type { Point, Size } from '../schema.ts';
import { MIN_ZONE_SIZE, READING_ROW } from '../schema.ts';
import type { Box } from './box.ts';
import { centreOf, overlaps } from './box.ts';
import { headOf, ZONE_EDGE } from './placeCards.ts';

const GAP = 12;
/** Room for the words of a group, in units: as much as a zone keeps when it has the height. */
const HEAD = 98;
/** Groups and zones stand this far apart. */
const GUTTER = 24;

/** How large a group is that holds things of these sizes, and where they lie in it, from its top left corner. */
export interface GroupLayout {
  size: Size;
  places: readonly Point[];
}

/** Rows from the left in the order given, about as wide as they are high. */
export function layOut(sizes: readonly Size[]): GroupLayout {
  const columns = Math.max(2, Math.ceil(Math.sqrt(sizes.length)));
  const places: Point[] = [];
  let [y, right] = [HEAD, 0];
  for (let from = 0; from < sizes.length; from += columns) {
    let x = ZONE_EDGE;
    const row = sizes.slice(from, from + columns);
    for (const [w] of row) {
      places.push([x, y]);
      x += Math.ceil(w) + GAP;
    }
    right = Math.max(right, x - GAP);
    // At least a row of reading further down, or what follows would be read before what is above it.
    y += Math.max(READING_ROW, Math.ceil(Math.max(...row.map(([, h]) => h)))) + GAP;
  }
  const [least, lowest] = MIN_ZONE_SIZE;
  return { size: [Math.max(least, right + ZONE_EDGE), Math.max(lowest, y - GAP + ZONE_EDGE)], places };
}

/** What is in the way of a group, and what it may stand in or beside. */
export interface Surrounds {
  /** The zone it was made in. */
  home: Box | null;
  /** What lies in that zone and stays there. */
  inHome: readonly Box[];
  /** Other zones, and what lies outside all of them. */
  outside: readonly Box[];
  /** Where the work is: it stands as near to it as there is room. */
  near: Point;
}

/** How far from each other places are looked for, in units. */
const STEP = 24;

/** Where a group of this size goes: in its zone where there is room, else beside what there is, covering nothing. */
export function spotFor([w, h]: Size, { home, inHome, outside, near }: Surrounds): Point {
  const far = ([x, y]: Point) => {
    const [middleX, middleY] = centreOf({ x, y, w, h });
    return Math.hypot(middleX - near[0], middleY - near[1]);
  };
  const nearest = (places: readonly Point[], taken: readonly Box[]): Point | null => {
    const isFree = ([x, y]: Point) => !taken.some((other) => overlaps({ x, y, w, h }, other));
    return [...places].sort((a, b) => far(a) - far(b)).find(isFree) ?? null;
  };
  const within = home ? nearest(placesIn(home, [w, h]), inHome) : null;
  if (within) return within;
  const all = home ? [home, ...outside] : outside;
  const start: Point = [Math.round(near[0] - w / 2), Math.round(near[1] - h / 2)];
  const lowest = Math.max(...all.map((box) => box.y + box.h), start[1]);
  return nearest([start, ...all.flatMap((box) => placesBeside(box, [w, h]))], all) ?? [start[0], lowest + GUTTER];
}

function placesIn(home: Box, [w, h]: Size): Point[] {
  const steps = (from: number, to: number) =>
    Array.from({ length: Math.max(0, Math.floor((to - from) / STEP) + 1) }, (_, step) =>
      Math.round(from + step * STEP),
    );
  const across = steps(home.x + ZONE_EDGE, home.x + home.w - ZONE_EDGE - w);
  const down = steps(home.y + headOf(home, h), home.y + home.h - ZONE_EDGE - h);
  return across.flatMap((x) => down.map((y): Point => [x, y]));
}

function placesBeside(box: Box, [w, h]: Size): Point[] {
  const [left, right, top, foot] = [box.x - w - GUTTER, box.x + box.w + GUTTER, box.y, box.y + box.h + GUTTER];
  const places: Point[] = [
    [right, top],
    [left, top],
    [box.x, foot],
    [box.x, box.y - h - GUTTER],
  ];
  return places.map(([x, y]): Point => [Math.round(x), Math.round(y)]);
}
