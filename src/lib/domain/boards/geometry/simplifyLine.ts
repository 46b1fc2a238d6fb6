import { MAX_INK_POINTS } from '../schema.ts';

/**
 * Leaves out points of a drawn line (x and y in turn) that lie within `tolerance` of the line through the others
 * (Ramer 1972, Douglas and Peucker 1973). The ends stay. A line that is still too long is simplified more coarsely.
 */
export function simplifyLine(points: readonly number[], tolerance: number): number[] {
  const kept = keep(points, tolerance);
  return kept.length <= 2 * MAX_INK_POINTS ? kept : simplifyLine(kept, tolerance * 2);
}

/** Looked at together at most: a jagged line costs the square of its length. */
const STRETCH = 256;

function keep(points: readonly number[], tolerance: number): number[] {
  const count = Math.floor(points.length / 2);
  if (count < 3) return points.slice(0, 2 * count);
  const stays = new Uint8Array(count);
  stays[0] = stays[count - 1] = 1;
  const open: [first: number, last: number][] = [];
  for (let first = 0; first < count - 1; first += STRETCH) {
    const last = Math.min(first + STRETCH, count - 1);
    stays[last] = 1;
    open.push([first, last]);
  }
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const [first, last] = stretch;
    const { index, distance } = furthest(points, first, last);
    if (distance <= tolerance) continue;
    stays[index] = 1;
    open.push([first, index], [index, last]);
  }
  return points.slice(0, 2 * count).filter((_, at) => stays[at >> 1] === 1);
}

/** The point between two others that lies furthest from the stretch between them. */
function furthest(points: readonly number[], first: number, last: number): { index: number; distance: number } {
  let index = first;
  let distance = -1;
  for (let at = first + 1; at < last; at++) {
    const away = distanceTo(points, at, [first, last]);
    if (away > distance) [index, distance] = [at, away];
  }
  return { index, distance };
}

function distanceTo(points: readonly number[], at: number, [first, last]: readonly [number, number]): number {
  const [x = 0, y = 0] = [points[2 * at], points[2 * at + 1]];
  const [ax = 0, ay = 0] = [points[2 * first], points[2 * first + 1]];
  const [bx = 0, by = 0] = [points[2 * last], points[2 * last + 1]];
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay));
}
