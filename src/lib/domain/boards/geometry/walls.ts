import type { Item } from '../schema.ts';
import type { Box } from './box.ts';
import { boxAround, centreOf } from './box.ts';

/** How far round the two ends of a line things are looked for that it must go round. */
export const AROUND = 40;

/** Whether lines go round such a thing. They lie on zones, and cross ink. */
export function standsInTheWay({ kind }: Item): boolean {
  return kind !== 'zone' && kind !== 'ink';
}

/** Of what is near, what a line between these ends goes round, the nearest first: nothing that holds an end. */
export function wallsAmong(near: readonly Box[], ends: readonly Box[]): Box[] {
  const all = boxAround(ends);
  if (!all) return [];
  const [x, y] = centreOf(all);
  return near
    .filter((box) => !ends.some((end) => touches(end, box)))
    .sort((a, b) => farFrom(a, x, y) - farFrom(b, x, y));
}

function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

function farFrom(box: Box, x: number, y: number): number {
  const [cx, cy] = centreOf(box);
  return Math.hypot(cx - x, cy - y);
}
