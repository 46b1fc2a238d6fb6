import type { Point } from '../schema.ts';

/** Corners of lines are this round. */
const ROUND = 8;

/** A line through corners, a little round at each, as SVG path data. */
export function linePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first[0]} ${first[1]}`];
  rest.forEach((corner, index) => {
    const before = points[index] ?? corner;
    const after = rest[index + 1];
    if (!after) return parts.push(`L${corner[0]} ${corner[1]}`);
    const r = Math.min(ROUND, apart(before, corner) / 2, apart(corner, after) / 2);
    const [a, b] = [towards(corner, before, r), towards(corner, after, r)];
    return parts.push(`L${a[0]} ${a[1]}Q${corner[0]} ${corner[1]} ${b[0]} ${b[1]}`);
  });
  return parts.join('');
}

/** The middle of a line, for the words on it. */
export function middleOfLine(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, index) => apart(points[index] ?? point, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index], points[index + 1]];
    if (from && to && left <= length) return towards(from, to, left);
    left -= length;
  }
  return points[0] ?? [0, 0];
}

function apart([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

function towards([ax, ay]: Point, [bx, by]: Point, way: number): Point {
  const share = way / (Math.hypot(bx - ax, by - ay) || 1);
  return [ax + (bx - ax) * share, ay + (by - ay) * share];
}
