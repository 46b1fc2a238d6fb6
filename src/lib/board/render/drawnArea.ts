import type { Box } from '$lib/domain/boards/geometry/box';

/** The part of a box that lies in another; null when none does. */
export function clipped(box: Box, to: Box): Box | null {
  const x = Math.max(box.x, to.x);
  const y = Math.max(box.y, to.y);
  const w = Math.min(box.x + box.w, to.x + to.w) - x;
  const h = Math.min(box.y + box.h, to.y + to.h) - y;
  return w >= 0 && h >= 0 ? { x, y, w, h } : null;
}

/** A view with some room round it, in parts of the view. */
export function expanded(view: Box, by: number): Box {
  const [aside, above] = [view.w * by, view.h * by];
  return { x: view.x - aside, y: view.y - above, w: view.w + 2 * aside, h: view.h + 2 * above };
}

/** Whether a box lies all in another. */
export function isInside(box: Box, area: Box): boolean {
  return box.x >= area.x && box.y >= area.y && box.x + box.w <= area.x + area.w && box.y + box.h <= area.y + area.h;
}

/** Whether two boxes touch, an edge shared being enough: as the index finds things. */
export function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

/** Whether no edge of two boxes is further apart than this, across and down. */
export function isNear(a: Box, b: Box, [dx, dy]: readonly [number, number]): boolean {
  const across = Math.max(Math.abs(a.x - b.x), Math.abs(a.x + a.w - b.x - b.w));
  const down = Math.max(Math.abs(a.y - b.y), Math.abs(a.y + a.h - b.y - b.h));
  return across <= dx && down <= dy;
}
