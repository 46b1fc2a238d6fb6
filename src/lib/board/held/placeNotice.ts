import type { Box } from '$lib/domain/boards/geometry/box';
import type { Point, Size } from '$lib/domain/boards/schema';
import type { Insets } from '../viewport/camera';

/** Between a notice and what it is about, in CSS px: room for the handles and for its nib. */
const GAP = 18;
const EDGE = 8;
/** What a bar above or below takes up. */
const BAR = 64;

export interface NoticePlace {
  at: Point;
  /** Which side of the notice points at what it is about. */
  nib: 'left' | 'right' | null;
}

/**
 * Where a notice stands that belongs to a box on the screen: at its right, at its left, else under or above it and
 * clear of the bar that may be there. Always on the screen. Null when the box is out of sight.
 */
export function placeNotice(
  box: Box,
  { notice: [w, h], screen, insets }: { notice: Size; screen: Size; insets: Insets },
): NoticePlace | null {
  if (box.x > screen[0] || box.y > screen[1] || box.x + box.w < 0 || box.y + box.h < 0) return null;
  const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
  const lowest = screen[1] - EDGE - h;
  const beside = within(box.y - EDGE, EDGE, lowest);
  const right = box.x + box.w + GAP;
  if (right + w <= screen[0] - EDGE) return { at: [right, beside], nib: 'left' };
  const left = box.x - GAP - w;
  if (left >= insets.left) return { at: [left, beside], nib: 'right' };
  const x = within(box.x, EDGE, screen[0] - EDGE - w);
  const hasBarBelow = box.y < insets.top + BAR;
  const below = box.y + box.h + GAP + (hasBarBelow ? BAR : 0);
  if (below <= screen[1] - insets.bottom - h) return { at: [x, below], nib: null };
  const above = box.y - GAP - h - BAR;
  return { at: [x, above >= EDGE ? above : Math.max(EDGE, lowest)], nib: null };
}
