import type { Point, Size } from '../schema.ts';
import type { Box } from './box.ts';

export type Corner = 'nw' | 'ne' | 'sw' | 'se';

/** The box after its corner was pulled by a distance. The opposite corner stays; it never gets smaller than `least`. */
export function resizeBox(box: Box, { corner, by: [dx, dy], least: [w, h] }: Pull): Box {
  const west = corner === 'nw' || corner === 'sw';
  const north = corner === 'nw' || corner === 'ne';
  const width = Math.max(w, box.w + (west ? -dx : dx));
  const height = Math.max(h, box.h + (north ? -dy : dy));
  return {
    x: west ? box.x + box.w - width : box.x,
    y: north ? box.y + box.h - height : box.y,
    w: width,
    h: height,
  };
}

/** Which corner is pulled how far, and the smallest size allowed. */
export interface Pull {
  corner: Corner;
  by: Point;
  least: Size;
}
