import type { Box } from '$lib/domain/boards/geometry/box';
import type { Point, Size } from '$lib/domain/boards/schema';
import type { Insets } from '../viewport/camera';

/** Between a bar and what it is about, in CSS px: clear of handles and focus rings. */
const GAP = 14;
const EDGE = 8;

interface Surroundings {
  bar: Size;
  screen: Size;
  insets: Insets;
}

/**
 * Where a bar stands that belongs to a box on the screen: above it, below it when there is no room, at the top when
 * there is none at all; always inside the screen. Null when the box is out of sight.
 */
export function placeBar(box: Box, { bar: [w, h], screen, insets }: Surroundings): Point | null {
  if (box.x > screen[0] || box.y > screen[1] || box.x + box.w < 0 || box.y + box.h < 0) return null;
  const right = Math.max(EDGE, screen[0] - EDGE - w);
  const x = Math.min(right, Math.max(Math.min(insets.left, right), box.x + box.w / 2 - w / 2));
  const above = box.y - GAP - h;
  const top = Math.max(EDGE, insets.top - EDGE);
  if (above >= top) return [x, Math.min(above, screen[1] - EDGE - h)];
  const below = box.y + box.h + GAP;
  return [x, below + h <= screen[1] - insets.bottom ? below : top];
}
