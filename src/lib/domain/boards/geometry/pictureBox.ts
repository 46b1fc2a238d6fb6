import type { Size } from '../schema.ts';

/** Longest side of a new picture, in units: two cards across. */
const LONGEST = 340;
/** Shortest it may become, so that a thin strip can still be taken hold of. */
const SHORTEST = 24;

/** How large a new picture lies on the board: in its proportions, no larger than it is, no larger than two cards. */
export function pictureBox(width: number, height: number): Size {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  return [Math.max(SHORTEST, Math.round(width * scale)), Math.max(SHORTEST, Math.round(height * scale))];
}
