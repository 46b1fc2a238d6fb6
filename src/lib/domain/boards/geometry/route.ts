import type { Point, Side } from '../schema.ts';
import { SIDES } from '../schema.ts';
import type { Box } from './box.ts';
import { centreOf } from './box.ts';

/** An end of a line: a box it stands on, with the side it must leave by if there is one, or a bare place. */
export type RouteEnd = { box: Box; side: Side | null } | { at: Point };

/** How far a line keeps from what it goes round. */
const CLEAR = 14;
/** A bend costs as much as so many units of way: lines with few corners are easier to follow. */
const BEND = 60;
/** More things in the way than this, and the line goes straight over the rest. */
const MOST_AROUND = 12;

const OUT: Record<Side, Point> = { top: [0, -1], right: [1, 0], bottom: [0, 1], left: [-1, 0] };

/**
 * The corners of a line from one end to the other: only along and across, leaving each box at a right angle in the
 * middle of a side, round both boxes and round what lies between. The same ends and boxes always give the same line.
 */
export function route(from: RouteEnd, to: RouteEnd, around: readonly Box[] = []): Point[] {
  const walls = [...boxesOf(from), ...boxesOf(to), ...around.slice(0, MOST_AROUND)];
  let best: { points: Point[]; cost: number } | null = null;
  for (const start of doorsOf(from, to)) {
    for (const end of doorsOf(to, from)) {
      const found = walk(start.out, end.out, { walls, most: best?.cost ?? Infinity });
      if (!found) continue;
      const points = corners([start.at, ...found, end.at]);
      const cost = costOf(points);
      if (!best || cost < best.cost) best = { points, cost };
    }
  }
  return best?.points ?? corners([placeOf(from), placeOf(to)]);
}

interface Door {
  /** On the box. */
  at: Point;
  /** A little out from it, where the way begins. */
  out: Point;
}

function doorsOf(end: RouteEnd, other: RouteEnd): Door[] {
  if ('at' in end) return [{ at: end.at, out: end.at }];
  const sides = end.side ? [end.side] : facing(end.box, placeOf(other));
  return sides.map((side) => {
    const at = middleOf(end.box, side);
    const [dx, dy] = OUT[side];
    return { at, out: [at[0] + dx * CLEAR, at[1] + dy * CLEAR] };
  });
}

/** The two sides that look towards a place: no line leaves a box on the far side of where it goes. */
function facing(box: Box, [x, y]: Point): Side[] {
  const [cx, cy] = centreOf(box);
  return SIDES.filter((side) => {
    const [dx, dy] = OUT[side];
    return dx * (x - cx) + dy * (y - cy) >= 0;
  });
}

export function middleOf({ x, y, w, h }: Box, side: Side): Point {
  const [dx, dy] = OUT[side];
  return [x + (w * (1 + dx)) / 2, y + (h * (1 + dy)) / 2];
}

function boxesOf(end: RouteEnd): Box[] {
  return 'box' in end ? [end.box] : [];
}

function placeOf(end: RouteEnd): Point {
  return 'at' in end ? end.at : centreOf(end.box);
}

interface Step {
  /** Column and row in the grid, and the way one came: 0 along, 1 across. */
  i: number;
  j: number;
  way: 0 | 1 | null;
  cost: number;
  before: Step | null;
}

/** The cheapest way over the grid of lines that pass the walls at a distance. Null when there is none below `most`. */
function walk(start: Point, end: Point, { walls, most }: { walls: readonly Box[]; most: number }): Point[] | null {
  const xs = gridOf([start[0], end[0]], walls, 'x');
  const ys = gridOf([start[1], end[1]], walls, 'y');
  const goal = [xs.indexOf(end[0]), ys.indexOf(end[1])] as const;
  const open: Step[] = [{ i: xs.indexOf(start[0]), j: ys.indexOf(start[1]), way: null, cost: 0, before: null }];
  const known = new Map<string, number>();
  const left = ({ i, j }: Step) => Math.abs((xs[i] ?? 0) - end[0]) + Math.abs((ys[j] ?? 0) - end[1]);
  while (open.length > 0) {
    const step = takeCheapest(open, left);
    if (step.cost + left(step) >= most) return null;
    if (step.i === goal[0] && step.j === goal[1]) return trace(step, xs, ys);
    for (const next of neighbours(step, xs, ys)) {
      const [a, b]: [Point, Point] = [at(step, xs, ys), at(next, xs, ys)];
      if (walls.some((wall) => crosses(a, b, wall))) continue;
      const key = `${next.i} ${next.j} ${next.way}`;
      if ((known.get(key) ?? Infinity) <= next.cost) continue;
      known.set(key, next.cost);
      open.push(next);
    }
  }
  return null;
}

function neighbours(step: Step, xs: readonly number[], ys: readonly number[]): Step[] {
  const ways = [
    [1, 0, 0],
    [-1, 0, 0],
    [0, 1, 1],
    [0, -1, 1],
  ] as const;
  return ways.flatMap(([di, dj, way]) => {
    const [i, j] = [step.i + di, step.j + dj];
    if (i < 0 || j < 0 || i >= xs.length || j >= ys.length) return [];
    const length = Math.abs((xs[i] ?? 0) - (xs[step.i] ?? 0)) + Math.abs((ys[j] ?? 0) - (ys[step.j] ?? 0));
    const bend = step.way !== null && step.way !== way ? BEND : 0;
    return [{ i, j, way, cost: step.cost + length + bend, before: step }];
  });
}

function takeCheapest(open: Step[], left: (step: Step) => number): Step {
  let best = 0;
  for (let index = 1; index < open.length; index++) {
    const [one, other] = [open[index], open[best]];
    if (one && other && one.cost + left(one) < other.cost + left(other)) best = index;
  }
  const [step] = open.splice(best, 1);
  if (!step) throw new Error('nothing to take');
  return step;
}

function trace(last: Step, xs: readonly number[], ys: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let step: Step | null = last; step; step = step.before) points.unshift(at(step, xs, ys));
  return points;
}

function at({ i, j }: Step, xs: readonly number[], ys: readonly number[]): Point {
  return [xs[i] ?? 0, ys[j] ?? 0];
}

function gridOf(ends: readonly number[], walls: readonly Box[], along: 'x' | 'y'): number[] {
  const length = along === 'x' ? 'w' : 'h';
  const passing = walls.flatMap((wall) => [wall[along] - CLEAR, wall[along] + wall[length] + CLEAR]);
  const [a = 0, b = 0] = ends;
  return [...new Set([...ends, (a + b) / 2, ...passing])].sort((one, other) => one - other);
}

/** Whether a stretch along or across goes through a box. Along its edge is outside. */
function crosses([ax, ay]: Point, [bx, by]: Point, { x, y, w, h }: Box): boolean {
  const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)];
  const [top, bottom] = [Math.min(ay, by), Math.max(ay, by)];
  return right > x && left < x + w && bottom > y && top < y + h;
}

/** Only the places where a line turns. */
function corners(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before && before[0] === point[0] && before[1] === point[1]) return false;
    if (!before || !after) return true;
    const isStraight =
      (before[0] === point[0] && point[0] === after[0]) || (before[1] === point[1] && point[1] === after[1]);
    return !isStraight;
  });
}

function costOf(points: readonly Point[]): number {
  let cost = Math.max(0, points.length - 2) * BEND;
  points.forEach(([x, y], index) => {
    const before = points[index - 1];
    if (before) cost += Math.abs(x - before[0]) + Math.abs(y - before[1]);
  });
  return cost;
}
