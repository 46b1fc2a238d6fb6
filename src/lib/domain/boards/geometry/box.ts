import type { Point, Size } from '../schema.ts';

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export function boxOf({ at, size }: { at: Point; size: Size }): Box {
  return { x: at[0], y: at[1], w: size[0], h: size[1] };
}

/** The smallest box round all; null for none. */
export function boxAround(boxes: Iterable<Box>): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.w);
    bottom = Math.max(bottom, box.y + box.h);
  }
  return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function contains(box: Box, [x, y]: Point): boolean {
  return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

export function centreOf(box: Box): Point {
  return [box.x + box.w / 2, box.y + box.h / 2];
}
